# 复盘：终端文本与网页。数字在程序里排好，单位写在这里。

review-title = 复盘
review-of = { $title } · 复盘
review-plan = 预案
review-authority = 发布单位
review-seed = 随机种子
review-time = 起止时间
review-digest = 校验值
review-language-zh = 中文
review-language-en = English
review-summary = 概要
review-lines = 行 { $lines }
review-lines-title = 依据：events.jsonl 的行号
review-more-tasks = 另有 { $count } 项未在此列出，报告页列出全部
review-none = 无
review-comma = 、
review-played = 本次
review-nobody = 无人处置
review-by-plan = 按预案自动处置
review-total = 合计

## 数量
review-min = { $n } 分
review-h-min = { $h } 小时 { $m } 分
review-s = { $n } 秒
review-ha = { $n } 公顷
review-people = { $n } 人
review-person-min = { $n } 人·分
review-km = { $n } 公里
review-times = { $n } 次
review-yuan-wan = { $n } 万元

## 七项
review-dials = 七项读数
review-dials-note = 七项分别读数，不相加。每个数字的依据是日志行号或推演终态。
dial-plan-time = 预案用时
dial-outcome = 处置结果
dial-decisions = 决策时机
dial-information = 信息报送与预警
dial-coordination = 协同
dial-resources = 力量使用
dial-safety = 救援人员安全
dial-plan-time-what = 时限内完成的任务 / 已触发且有结论的任务
dial-outcome-what = 可避免损失中避免的比例（单一种子，不是统计）
dial-decisions-what = 在最迟安全时刻前下达转移命令的受威胁地点
dial-information-what = 火到之前接到转移通知的受威胁群众
dial-coordination-what = 被拒绝、超过 3 分钟未签收、未能执行的命令（仅提示，不评分）
dial-resources-what = 闲置、受阻、缺水、失去战斗力的情况（仅提示，不评分）
dial-safety-what = 一票否决项，不与其他项折算
reading-nothing = 本次无此项数据
reading-count = { $good } / { $of }
reading-flags = { $n } 处需要关注
reading-no-flags = 未发现问题
reading-gate-clear = 未突破安全底线
reading-gate-concern = 有违规或遇险，无人伤亡
reading-gate-breach = 救援人员伤亡
review-no-orders = 本次没有下达任何命令，七项均不计。

## 概要
review-summary-tasks = 任务：触发 { $triggered } 项，按时 { $in_time } 项，逾期完成 { $late } 项，逾期未完成 { $never } 项，时限未到 { $open } 项。
review-summary-people = 群众：死亡 { $dead } 人，受伤 { $injured } 人，安全 { $safe } 人。救援人员：死亡 { $rdead } 人，受伤 { $rinjured } 人。
review-summary-fire = 火场：过火 { $area } 公顷（其中森林 { $forest } 公顷），{ $contained }。
review-edge-run = { $run } { $time }
review-summary-edge = 注意：火已烧到地图边缘（{ $runs }）。图外不再计算，过火面积、损失和避免的比例都只算到图内。
review-contained-at = { $time } 停止蔓延
review-not-contained = 结束时仍在蔓延或未确认停止

## 任务
review-tasks = 任务用时
review-tasks-note = 计时从责任席位掌握的情况满足触发条件时开始。知悉：消息发出到席位收到（计时之前）；决策：触发到下达；传达：下达到收到；行进：收到到到场；处置：到预案规定的完成标志。
review-clause = 条款
review-task = 任务
review-seat = 席位
review-triggered = 触发
review-used-limit = 用时 / 时限（分）
review-split = 用时构成（分）
review-status = 状态
review-evidence = 依据
review-done-at = 计时至{ $stage }
split-notice = 知悉
split-decide = 决策
split-transmit = 传达
split-travel = 行进
split-act = 处置
task-in-time = 按时
task-late = 逾期完成
task-never = 逾期未完成
task-open = 时限未到
task-not-triggered = 未触发
review-from-state = 结束时的状态
review-before-trigger = 触发前已经做到
review-limit = 时限
review-share-of-limit = 占时限的比例，竖线为时限
review-more-than = 已用 { $n }
review-waiting = 已等待 { $n }
review-split-legend = 图例

## 结果
review-outcome = 处置结果
review-outcome-note = 三列使用同一随机种子。单一种子的对比只说明这一次，不是统计结论。
measure-area = 过火面积（公顷）
measure-forest = 其中受害森林（公顷）
measure-exposure = 群众受威胁时间（人·分）
measure-harmed = 伤亡（人）
measure-public-dead = 群众死亡（人）
measure-public-injured = 群众受伤（人）
measure-responders-dead = 救援人员死亡（人）
measure-responders-injured = 救援人员受伤（人）
measure-safe = 安全转移（人）
measure-places = 过火的村庄和设施（处）
measure-loss = 财产损失（万元）
measure-contained = 停止蔓延
review-capture = 避免的比例
review-capture-note = （无人处置 − 本次）÷（无人处置 − 按预案自动处置）。只有这一个种子，不是统计；要下结论至少需要 20 个种子。大于 1 说明问题在预案。
review-capture-cannot = 无人处置与按预案处置差别过小，无法区分
review-curve = 过火面积随时间变化
review-hectares = 公顷

## 等级
review-grades = 等级
review-accident-rule = 《生产安全事故报告和调查处理条例》第三条（仅作对照）
review-forest-rule = 《森林防火条例》第四十条
review-grade-none = 不构成
review-grade-by = 依据：{ $by }
review-grade-note = “以上”含本数，“以下”不含本数。伤员全部按重伤计，因此按伤员数定出的等级是上限。林地起火不足 1 公顷的，也属于一般森林火灾。
review-grade-table-accident = 一般：死亡 3 人以下，或重伤 10 人以下，或损失 1000 万元以下；较大：3 人、10 人、1000 万元以上；重大：10 人、50 人、5000 万元以上；特别重大：30 人、100 人、1 亿元以上。
review-grade-table-forest = 一般：1 公顷以下，或死亡 1 人以上，或重伤 1 人以上；较大：1 公顷、3 人、10 人以上；重大：100 公顷、10 人、50 人以上；特别重大：1000 公顷、30 人、100 人以上。
grade-ordinary = 一般
grade-large = 较大
grade-major = 重大
grade-extraordinary = 特别重大
grade-accident-name = { $grade }事故
grade-forest-name = { $grade }森林火灾
grade-by-deaths = 死亡人数
grade-by-injuries = 受伤人数
grade-by-loss = 直接经济损失
grade-by-forest-area = 受害森林面积

## 地图
review-map = 火到达时间图
review-map-note = 实际火场（导调真值），不是席位当时掌握的情况。
review-map-arrival = 火到达时间
review-map-roads = 道路
review-map-line = 隔离线（计划）
review-map-line-built = 隔离带（已开设）
review-map-origin = 起火点
review-map-people = 有人居住
review-map-reached = 火已到达
review-map-forces = 驻地、集结点、指挥部
review-map-no-fire = 没有起火

## 地点与决策
review-places = 受威胁的地点与转移决策
review-places-note = 最迟安全下达时刻 = 无人处置时火到达该地点或切断最后一条出路的时间（取较早者） − 转移所需时间 − 余量 { $margin } 分。过了断点即算脱险，其后的车程不计在内。转移所需时间取同一种子按预案自动处置时从下令到 { $share }% 的群众安全的实际用时；没有这一对照时，按通知、{ $share }% 的住户准备完毕、客车往返（按预案）、上路和行车估算，表中标“估”。这是事后标尺，当时无人能够知道；它只说明余量，不评价决策好坏。
review-place = 地点
review-residents = 人数
review-arrival-nobody = 火到（无人处置）
review-arrival = 火到（本次）
review-cut = 路断 { $time }
review-needed = 所需（分）
review-needed-estimate = { $n }（估）
review-latest = 最迟下达
review-ordered = 实际下达
review-spare = 余量（分）
review-told = 通知
review-safe = 安全
review-remaining = 仍在原地
review-dead = 死亡
review-injured = 受伤
review-impossible = 开始前已过
review-never-ordered = 未下达
review-not-reached = 未到达
review-not-told = 未通知
review-no-baseline = 没有“无人处置”的对照，无法计算最迟下达时刻。

## 其他读数
review-details = 信息、协同、力量、安全
review-first-news = 首次接报
review-first-report = 首次报告（接报后）
review-items = 首报要素（条例第12条）
review-items-is = { $n }／{ $of } 项
review-said-right = 报告属实的内容
review-unknown-rightly = 确属不明、如实报“不明”
review-unknown = 报“不明”但本可核实
review-said-wrong = 报告失实的内容
review-wrong = 失实：{ $fact }（{ $time }）
review-corrected = { $span }后更正
review-never-corrected = 一直没有更正
review-verified = 首次现场核实（接报后）
review-given = 下达命令
review-refused = 被拒绝
review-unacknowledged = 超过 3 分钟未签收
review-failed = 未能执行
review-busiest = 最忙的一刻钟
review-busiest-is = { $seat }，{ $time } 起，{ $n } 条命令
review-used = 使用力量
review-used-is = { $used } / { $available }
review-idle = 始终未用
review-never-requested = 始终未请求
review-first-work = 起火到首支扑火力量开始作业
review-no-water = 缺水停止作业
review-cut-off = 道路中断受阻
review-rerouted = 途中改道
review-line-km = 开设隔离带
review-lost = 失去战斗力
review-overruns = 被火包围
review-overrun-is = { $unit }，{ $time }，死亡 { $dead } 人，受伤 { $injured } 人，{ $briefed }
review-unbriefed = 未作安全交底在火线作业
review-briefings = 安全交底
review-never = 没有

## 时间轴
review-timeline = 决策与后果
entry-decision = 决策
entry-action = 行动
entry-hazard = 险情
entry-people = 人员
entry-information = 信息
event-order = { $seat }：{ $order }{ $about }
event-about = ——{ $names }
event-order-refused = { $seat }：{ $order }{ $about } 未被接受（{ $reason }）
event-order-failed = { $order }{ $about } 未能执行（{ $reason }）
event-order-lost = { $order }{ $about }：命令在途中丢失，未送达
event-message-lost = 发往{ $seat }的一条消息丢失，未送达
event-directed = 导调{ $what }：{ $text }
event-direction-refused = 导调{ $what }未执行：{ $text }（{ $reason }）
event-notice = { $seat } 接到：{ $text }
event-notice-dropped = 不再需要发出：{ $text }
event-arrived = 到场：{ $units }
event-cut-off = { $unit } 道路中断，无法到达
event-overrun = { $unit } 被火包围：死亡 { $dead } 人，受伤 { $injured } 人（{ $briefed }）
event-fire-started = 起火
event-spot-fires = 飞火引燃 { $count } 处
event-reached = 火到达 { $place }
event-contained = 火停止蔓延，过火 { $area } 公顷
event-broke-out = 火再次蔓延
event-weather = 转{ $from }风，{ $wind } 米/秒
event-roads-cut = 火切断道路 { $count } 段
event-line = { $unit } 开设隔离带，{ $count } 格
event-notified = { $place } 通知 { $count } 人转移
event-people-refused = { $place } { $count } 人拒绝转移
event-left = { $place } { $count } 人离开
event-sheltered = { $place } { $count } 人到达 { $shelter }
event-turned-back = { $place } { $count } 人途中受阻折返
event-harmed = { $place } 群众{ $where }：死亡 { $count } 人，受伤 { $second } 人
word-briefed = 已作安全交底
word-unbriefed = 未作安全交底
word-on-road = 在路上被火包围
word-at-place = 在住处被火包围

## 说明
review-notes = 说明
review-note-lines = “行”指运行记录中 events.jsonl 的行号，从 1 起。
review-note-assumptions = 群众响应、准备时间、伤亡比例以及半专业和群众队伍的工效是想定参数或本程序的假设，没有可引用的国内调查。
review-note-censored = 未完成的任务如实列出，既不删去，也不按零计。
review-note-people = 人员评价由评估人员作出，本页只列机器能够证明的事实。
