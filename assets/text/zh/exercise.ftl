# 推演界面：力量、命令、消息、预案、天气、时间轴、记录。

## 数量和时间
exercise-s = { $n } 秒
exercise-min = { $n } 分
exercise-every-min = 每 { $n } 分
exercise-h-min = { $h } 小时 { $m } 分
exercise-just-now = 刚刚
exercise-ago = { $span }前
exercise-in = { $span }后
exercise-m = { $n } 米
exercise-km = { $n } 公里
exercise-people = { $n } 人
exercise-capacity = 可容 { $n } 人
exercise-room-left = 余 { $n } 人
exercise-and-more = { $names } 等 { $n } 个
exercise-spot = { $place }{ $direction } { $distance }
exercise-level-1 = Ⅰ级
exercise-level-2 = Ⅱ级
exercise-level-3 = Ⅲ级
exercise-level-4 = Ⅳ级
warning-level-1 = 红色
warning-level-2 = 橙色
warning-level-3 = 黄色
warning-level-4 = 蓝色

## 命令的结果
exercise-reason-about = { $reason }（{ $about }）
exercise-refused = 未被接受：{ $reason }
exercise-failed = 未能执行：{ $reason }

## 力量
exercise-units = 力量 { $ready }/{ $all }
exercise-own-units = 本席位
exercise-filter = 筛选
exercise-all-kinds = 全部类型
exercise-all-states = 全部状态
exercise-no-units = 没有符合条件的力量
exercise-column-name = 名称
exercise-column-state = 状态
exercise-column-order = 任务
exercise-column-people = 人数
exercise-at = 在 { $place }
exercise-since = { $time } 起
exercise-from = { $time } 到位
exercise-not-requested = 未请求
exercise-last-report = 最近报告：{ $time }，{ $where }
exercise-no-report = 尚无报告，按驻地显示

## 消息
exercise-messages = 消息
message-waiting = { $n } 待签收
message-waiting-only = 只看待签收
message-none = 没有消息
message-older = 另有 { $n } 条更早的消息
message-orders = 命令通报（{ $n }）
message-units = 力量报告（{ $n }）
message-seen = { $time } 的情况
message-waits = 已等待 { $span }
message-acknowledge = 收到
message-acknowledge-all = 全部签收
message-acknowledge-unsent = 已签收：时钟走动后回复对方
message-reply-unsent = 回复“{ $text }”：已提交，时钟走动后送出
message-acknowledged = { $time } 已回“收到”
message-locate = 定位
message-reply = 回复
message-reply-hint = 回复内容
message-replied = { $time } 回复：{ $text }
message-from-caller = 来电
message-from-weather = 气象
message-fire = 火场 { $where }，过火约 { $area } 公顷，火焰高 { $flame } 米（未核实）
message-fire-verified = 火场 { $where }，过火 { $area } 公顷，火焰高 { $flame } 米（已核实）
message-forecast = 预计火到时间：{ $places }
message-forecast-place = { $place } { $at }
message-forecast-none = 预计推演结束前火不到任何地点
message-unit = { $unit }：{ $state }，位置 { $where }
message-order-given = 已下达：{ $order }
message-order-received = 已收到命令：{ $order }
message-order-failed = 未能执行：{ $order }
message-order-done = 已完成：{ $order }
message-level-ended = 应急响应已终止
message-level = 启动{ $level }应急响应
message-claim = { $fact }：{ $value }
message-claim-unchecked = { $fact }：据报{ $value }（待核）
message-alarm = { $sensor }报警：疑似火情，位置 { $where }
message-alarm-real = 调看{ $sensor }画面：确有火情，位置 { $where }
message-alarm-false = 调看{ $sensor }画面：{ $where } 没有火情，系误报
message-hurt = { $place } 有 { $n } 人受伤，等待救护
message-verified = 经核实，{ $said }
facts-name = 情况核对
facts-conflicts = { $n } 项说法不一
facts-verify = 核实
facts-verify-one = 核实：{ $fact }
facts-verifying = 核实中…
facts-asked-back = 已核实
organisation-name = 指挥体系
organisation-over = { $n } 个席位管的太多
organisation-leads = 带 { $n }
organisation-leads-what = 正在执行其命令的力量 { $units } 支，近半小时下过命令的下级席位 { $seats } 个
organisation-too-many = 力量 { $units } 支、下级席位 { $seats } 个：超过 7 个，一个人管不过来，宜分段指定负责人
organisation-silent = 尚无来报
organisation-call = 通话
organisation-call-one = 通话：{ $seat }
organisation-call-hint = 打电话互通情况，约 3 分钟；漏掉的消息只有这样才补得上
organisation-calling = 通话中…
fact-fill = 按掌握的情况填
fact-unknown = 目前不明
fact-not-said = （不报）
fact-silent = 尚无消息
fact-told = 已有说法，未核实
fact-verified = 已核实
fact-conflict = 说法不一
fact-unchecked = { $value }（据报，待核）
alarm-raised = 报警，未核实
alarm-real = 已核实，属实
alarm-false = 已核实，误报
message-reached = 火已到达 { $place }
message-road-cut = 道路中断：{ $where }
message-level-forecast = 预报{ $gauge }：按现在的闸门，{ $time }最高到{ $level }米
message-road-flooded = 道路积水{ $depth }米：{ $where }
message-road-closed = 道路封闭：{ $where }
message-road-open = 道路恢复通行：{ $where }

## 预案
exercise-plan = 预案任务
plan-none = 预案没有给本席位的任务
plan-others = 其他席位（{ $n }）
plan-overdue-count = { $n } 项逾期
plan-running = 剩 { $left }，{ $due } 前完成
plan-overdue = 逾期 { $over }，应于 { $due } 完成
plan-late = 完成，用时 { $used }，超过时限
plan-done = 完成，用时 { $used }
plan-done-early = 触发前已提前完成
plan-not-triggered = 未触发
plan-limit = 时限 { $span }
plan-asks = 预案要求
plan-fill = 填入
plan-fill-order = 填入 { $order }

## 天气
exercise-weather = 天气
weather-wind = { $from }风 { $speed } 米/秒
weather-wind-grade = { $from }风 { $grade } 级（{ $speed } 米/秒）
weather-moisture = 细小死可燃物含水率 { $dead } %，活可燃物 { $live } %
weather-coming = { $from }风 { $speed } 米/秒？{ $time }
weather-no-forecast = 尚未收到预报
weather-forecast = { $time } 收到预报，把握 { $confidence } %
weather-from = { $time } 起 { $wind }

## 命令
exercise-orders = 命令
form-palette = 命令面板 Ctrl+K
form-select = 在地图或列表中点选力量、地点，或直接选择命令
form-deselect = 取消选择 { $name }
form-lacks = 要求：{ $lacks }
form-over = 推演已结束，不能再下达命令
form-watching = 本席位由自动推演或他人担任，不能下达命令
form-give = 下达
form-cancel = 取消
form-change = 修改后重新下达
form-missing = 还缺：{ $slot }
form-optional = { $slot }（可不填）
form-pick = 在地图上点选{ $slot }
form-all-found = 选中筛出的全部 { $n } 项
form-choose = 请选择
form-chosen = 已选 { $n } 个
form-none = 不填
form-yes = 是
form-carry = 需要接运 { $need } 人（没有车或需搀扶），所选车辆共 { $seats } 座
form-intent = 意图：要达到什么目的（可不填）
form-effect = 预期效果：多久看到什么（可不填）
form-why = 为什么现在下达（一句话，可不填）
form-note-close = 关闭提示
form-waits-for-clock = 已下达，时钟走动后传出
preview-way = 路程 { $distance }，行进 { $span }
preview-delay = 传达 { $message }，出动准备 { $turnout }
preview-arrives = 预计 { $time } 到场
preview-people = 预计最早 { $time } 到达安置点

## 命令面板
palette-name = 命令面板
palette-hint = 输入命令、力量或地点，可用拼音或首字母
palette-keys = Tab 补全 · ↑↓ 选择 · 回车 确认 · 退格 撤回一项 · Esc 关闭
palette-nothing = 没有匹配的内容
palette-order = 命令
palette-command = 指令
palette-give = 下达（回车）
palette-form = 打开命令单
palette-back = 返回（退格）

## 时间轴
timeline-name = 时间轴
timeline-messages = 消息
timeline-orders = 命令
timeline-plan = 时限
timeline-expected = 预计
timeline-limit = 时限：{ $clause } { $task }
timeline-fire-expected = 预报火到 { $place }
timeline-latest-safe = { $place } 最迟安全下达时刻

## 记录
log-name = 记录
log-issued = 下达：{ $order }
log-received = 收到：{ $order }
log-on-scene = 到场：{ $order }
log-done = 完成：{ $order }
log-trouble = { $order } — { $reason }
log-message = { $source }：{ $text }
message-tank = { $tank }：{ $seen }
message-boilover = { $tank }可能沸溢喷溅：{ $from } 至 { $until }，人员撤到五倍罐径以外
message-foam = 库存泡沫液剩 { $percent }%
message-heat = { $n ->
    [0] 测得热辐射：{ $place }周围没有超过着战斗服可承受的限值
   *[other] 测得热辐射：{ $place }周围 { $n } 米以内超过着战斗服可承受的限值
}
effect-cooling-enough = 冷却水量够，罐壁挂水、没有干斑
effect-cooling-short = 冷却水量不够，罐壁还有干斑
effect-foam-enough = 泡沫量够，正在压火
effect-foam-short = 泡沫量不够，压不住
message-air = { $place }空气：{ $level }
water-name = 水情工情
water-nothing-told = 还没有水情报告
water-gauge = { $gauge } { $level }米
water-deep = 水深{ $depth }米
water-dry = 无积水
water-rises = ↑{ $n }米/时
water-falls = ↓{ $n }米/时
water-stands = 持平
water-above = 超{ $mark }（{ $level }米）
water-reaches = 照此涨势，约{ $time }到{ $mark }（{ $level }米）
water-limit = 汛限水位
water-design = 设计水位
water-crest = 坝顶
water-warning = 警戒水位
water-guarantee = 保证水位
water-level = 水位
water-forecast = 预报水位（按当时的闸门）
water-chart = { $gauge }水位过程，米
water-released = { $reservoir }：闸门调到{ $n }立方米/秒（实放看溢洪道）
water-release-asked = { $reservoir }：已令闸门放{ $n }立方米/秒
water-levee = { $levee }：{ $seen }
plant-name = 罐区情况
plant-instruments = 中控仪表（DCS）
plant-level = { $tank } 液位 { $level }%
plant-nothing-told = 尚无储罐情况报告
plant-done = 已完成：{ $order }
plant-under-way = 正在办理：{ $order }
message-air-forecast = 预计烟气到达：{ $places }
message-air-forecast-none = 预计推演结束前烟气不影响任何地点
timeline-air-expected = 预报烟气到 { $place }

# 洪水。
message-water-reached = 水已到 {$place }
message-gauge = {$gauge }：水位 {$level } 米
message-gauge-flow = {$gauge }：水位 {$level } 米，流量 {$flow } 立方米/秒
message-levee = { $levee }：{$seen }
exercise-m3-s = {$n } 立方米/秒
