# 术语：命令、填写项、力量状态、结束原因、能力、地点类别等。引擎数据里出现的键都在这里。

## 命令
order-acknowledge = 收到
order-activate_level = 启动应急响应
order-assign_sector = 划分责任地段
order-attack = 扑打明火
order-brief_crew = 安全交底
order-build_line = 开设隔离带
order-call_back = 回电核实
order-close_road = 交通管制
order-command_post = 设立前线指挥部
order-cut_power = 切断电源
order-drop_water = 吊桶洒水
order-evacuate = 转移群众
order-mop_up = 清理看守
order-protect = 以水保点
order-recon = 火场侦察
order-reply = 回复
order-hand_over = 指挥权交接
order-alert = 发布预警
order-publish = 发布信息、辟谣
order-terminate = 终止响应
order-call_seat = 席位通话
order-consult = 专家会商
order-request_expert = 请专家到场
order-requisition = 征用
order-open_shelter = 开设安置点
order-medical = 医疗救护
order-monitor = 设观察哨
order-cordon = 划定警戒区
slot-experts = 专家
slot-expert = 专家
slot-receipt = 用途和征用凭据
slot-seat = 席位
slot-every_min = 报告间隔
slot-radius_m = 半径
slot-lift = 解除警戒
slot-consult-matter = 会商事项
slot-role = 岗位
slot-hand_over-to = 接任席位
slot-briefing = 交底内容
slot-matter = 事项
slot-period = 预计期限
slot-measures = 处置措施
slot-alert-category = 预警类别
slot-alert-level = 预警级别
slot-alert-from = 起始时间
slot-alert-places = 可能影响的范围
slot-alert-matter = 警示事项
slot-alert-measures = 应采取的措施
slot-alert-issuer = 发布单位
slot-alert-means = 发布渠道
slot-category = 类别
slot-places = 范围
slot-issuer = 发布单位
slot-means = 渠道
slot-rebuts = 所回应的消息
slot-grounds = 终止依据
refusal-has-it-already = 该席位已在此岗位
refusal-no-level = 目前没有启动响应
order-verify = 核实情况
slot-fact = 核实内容
slot-says = 报告事项
slot-by_phone = 电话报告（不用书面）
item-unit = 一、事发单位概况
item-scene = 二、时间、地点和现场情况
item-course = 三、简要经过
item-casualties = 四、伤亡、下落不明人数和初步损失
item-measures = 五、已采取的措施
item-other = 六、其他情况
order-report = 信息报告
order-request_forces = 请求增援
order-roll_call = 清点人数
order-stage = 靠前驻防
order-warn = 喊话预警
order-withdraw = 紧急撤离

## 命令的填写项
slot-buses = 客车
slot-close_road-to = 终点
slot-from = 起点
slot-leader = 责任人
slot-level = 响应级别
slot-line = 隔离线
slot-message = 消息
slot-near = 作业方位
slot-note = 备注
slot-open = 解除管制
slot-place = 地点
slot-sector = 地段
slot-shelter = 安置点
slot-text = 内容
slot-to = 对象
slot-unit = 力量
slot-units = 力量
slot-zone = 安全区

## 力量状态
state-away = 未到位
state-cut-off = 道路中断
state-lost = 失去战斗力
state-moving = 途中
state-on-scene = 到场
state-unheard = 无消息
state-silent = 呼叫无应答
state-standby = 待命
state-turning-out = 出动准备
state-working = 处置中

## 停止作业的原因
reason-contained = 火势已控制
reason-done = 任务完成
reason-night = 夜间停飞
reason-no-answer = 呼叫无应答
reason-no-picture = 没有画面
reason-nobody-hurt = 没有伤员
reason-intent = 意图
reason-effect = 预期效果
reason-why = 为什么现在
reason-no-fire-known = 尚无火情报告
reason-no-known-way = 没有已知可通行的道路
reason-no-water = 没有可用水源
reason-loaded = 车上有人
reason-new-order = 改派新任务
reason-nothing-seen = 未发现明火
reason-nothing-to-wet = 周边无需洒水
reason-overrun = 被火包围
reason-too-far = 徒步距离过远
reason-too-steep = 坡度过陡，机械无法作业
reason-already-open = 安置点已经开设
reason-already-requested = 此前已有人请求，不再重复
reason-shelter-full = 安置点容纳不下
reason-no-cordon = 该处没有警戒区
reason-no-level = 没有生效的响应级别
reason-higher-level = 上级已启动更高级别响应

## 命令未被接受的原因
refusal-already-acknowledged = 该消息已回“收到”
refusal-already-requested = 已经请求过
refusal-already-open = 该安置点已开设
refusal-no-cordon = 未掌握那里设有警戒区
refusal-nothing-heard = 还没有人来电说起，无从核实
refusal-no-alarm = 没有接到这一处的报警
refusal-no-road-in = 没有道路通进这个范围
refusal-bad-text = 文字为空或过长
refusal-bad-confidence = 可信度应为 0 至 100
refusal-bad-key = 标识只能用小写字母、数字和下划线
refusal-key-taken = 已有同名情况
refusal-higher-level = 上级席位已启动更高级别的响应
refusal-missing = 必填项未填
refusal-night = 夜间不能飞行
refusal-no-channel = 与该力量没有共同的通信渠道
refusal-no-message = 没有这条消息
refusal-no-way = 没有可通行的道路
refusal-notice-held = 该情况已暂缓
refusal-notice-not-held = 该情况未暂缓
refusal-notice-sent = 该情况已发出
refusal-not-allowed = 本席位无权下达
refusal-not-ready = 力量未到位或已失去战斗力
refusal-shelter-full = 安置点容量不足
refusal-unfit = 对象不符合要求
refusal-unknown = 对象不存在
lacks-people = 有人居住
lacks-owner = 属于他人、需要征用
lacks-other-seat = 其他席位（不能是本席位）
lacks-heard = 有人向本席位说起过的情况，或“不明”
lacks-one-value = 同一情况只报一个说法

## 能力
ability-any = 任何力量
ability-attack = 扑打明火
ability-carry = 运送人员
ability-line = 开设隔离带
ability-look = 侦察
ability-warn = 喊话
ability-medical = 救护
ability-water = 地面供水
ability-water-by-air = 空中洒水

## 地点类别
place-command-post = 指挥部
place-facility = 重点设施
place-landmark = 地物
place-safety-zone = 安全区
place-scenic-spot = 景区
place-school = 学校
place-shelter = 安置点
place-staging-area = 集结点
place-station = 驻地
place-village = 村庄
place-water-point = 取水点

## 命令的阶段
stage-issued = 下达
stage-received = 收到
stage-on-scene = 到场
stage-effect = 见效
stage-done = 完成

## 方位
compass-n = 北
compass-ne = 东北
compass-e = 东
compass-se = 东南
compass-s = 南
compass-sw = 西南
compass-w = 西
compass-nw = 西北

## 导调
direction-send_now = 立即发出
direction-hold = 暂缓发出
direction-release = 放行
direction-reword = 改写
direction-add = 增加
