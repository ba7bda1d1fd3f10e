# 预演：推演前先看看，不处置和按预案各是什么结果。

rehearsal-of-reports = 这个想定只练接报和报送，没有可以减少的损失，不作预演；报得怎样看推演后的复盘。
rehearsal-title = 预演 { $seeds } 个种子，每个种子两遍：无人处置；全部席位按预案代行
rehearsal-head-loss = 后果（平均）
rehearsal-head-nobody = 无人处置
rehearsal-head-plan = 按预案
rehearsal-head-averted = 减少（95% 区间）
rehearsal-harmed = 伤亡，人
rehearsal-area = 过火面积，公顷
rehearsal-yuan = 损失，万元
rehearsal-interval = { $mean }（{ $low } 至 { $high }）
rehearsal-same = { $seeds } 个种子上，无人处置与按预案的伤亡、面积、损失都分不出高下：这个想定考不出指挥的好坏
rehearsal-no-place = 无人处置时，火也到不了任何有人的地方
rehearsal-latest = 最迟安全命令 = 险情到达 − 清空用时 − 30 分钟余量
rehearsal-head-place = 地点
rehearsal-head-arrival = 险情到达（最早 / 中位）
rehearsal-head-clearing = 清空用时，分（中位 / 最长）
rehearsal-head-latest = 最迟安全命令（最稳妥 / 中位）
rehearsal-head-plan-order = 预案下令（中位 / 最晚）
rehearsal-never = 未发生
rehearsal-uncleared = 未清空
rehearsal-before-start = 开始前
rehearsal-unknown = 无法推算
rehearsal-not-always = “{ $place }”：{ $seeds } 个种子中，{ $count } 个险情到达
rehearsal-not-cleared = “{ $place }”：{ $seeds } 个种子中，按预案 { $count } 个全部撤到安全处
rehearsal-late = “{ $place }”：预案在 { $order } 下令转移，晚于最迟安全命令（{ $latest }）
rehearsal-tanks = 失效的罐，座
rehearsal-polluted = 入河污水，立方米
rehearsal-breathed = 群众超致伤限值，人·分
rehearsal-fire-out = 明火扑灭，分
rehearsal-decisions = 决策点：各做法在同样种子上的平均后果；* 表示与第一种做法分得出高下（95% 区间不含零）
