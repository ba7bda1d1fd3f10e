# 复盘界面，以及日志各行的说法。

## 日志各行
line-received = { $order }{ $about }：收到
line-done = { $order }{ $about }：完成
line-read = { $seat }收到{ $source }的消息：{ $text }
line-moving = { $unit }出发，预计 { $min } 分钟
line-working = { $unit }处置中
line-free = { $unit }停止作业：{ $reason }
line-rerouted = { $unit }改道
line-spot = 飞火，距火头 { $distance } 米
line-road-cut = 道路 { $road } 被火切断
line-road-closed = 道路 { $road } 按命令封闭
line-road-opened = 道路 { $road } 恢复通行
line-line = { $unit }完成隔离带第 { $cell } 段
line-level = 启动 { $level } 级响应
line-reported = { $seat } 向{ $to }报告。{ $said }
line-handed-over = { $role }的指挥权由{ $from }交给{ $to }
line-alerted = 预警发往{ $place }：{ $of } 人中陆续有 { $n } 人收到
line-level-ended = 终止应急响应
line-desk = 办结：{ $what }
line-by-notice = 情况通报

## 界面
review-back = 返回
review-export = 导出复盘报告
review-exported = 已写入：{ $path }
review-working = 正在重演本次推演，并与无人处置、按预案自动处置对照……
review-failed-to = 无法复盘这次推演
review-play = { $n } 倍播放
review-true = 真值
review-believed = 席位掌握
review-branch = 从此处另开推演
review-branch-what = 另开一次推演：光标之前与本次相同，之后重新处置
review-cursor = 时间光标
review-lines-count = （日志 { $n } 行）
review-lines-more = 另有 { $n } 行，见报告页

## 决策卡片
review-decisions = 关键决策
review-nothing-threatened = 到此为止，即使无人处置，也没有一处有人的地点受到威胁。
review-card-never = 未下达转移命令
review-card-late = 晚了 { $n } 分钟
review-card-spare = 余量 { $n } 分钟
review-card-cut = 最后出路中断（无人处置）
review-card-plan = 火到（按预案）
review-card-plan-plant = 波及（按预案）
review-card-plan-water = 进水（按预案）
review-card-people = 人员
review-card-people-is = 安全 { $safe }，仍在原地 { $left }，死亡 { $dead }，受伤 { $injured }
review-card-to-latest = 看最迟时刻
review-card-to-order = 看下令时刻
review-what-if = 换个时刻会怎样
review-what-if-what = 把这一道转移命令提前、推后或取消，其余命令照记录重演（自动代行的席位照常应对，真人席位不会另作反应），重复推演 20 次（风向变化时刻等每次另行抽取），逐次比较全场群众伤亡。括号内是平均差的 95% 区间（自助法）。一处早走，可能占用别处要用的道路和客车，所以也可能使别处伤亡增加。
review-what-if-basis = 重复推演 { $n } 次：照原命令，全场群众平均伤亡 { $harmed } 人
review-earlier = 早 { $span }（{ $at }）
review-later = 晚 { $span }（{ $at }）
review-not-at-all = 不下令
review-at-latest = 按预案，在最迟安全时刻（{ $at }）
review-no-difference = 伤亡没有变化
review-hardly-differs = 无明显差别（平均相差不到 1 人）
review-fewer-harmed = 少伤亡 { $mean } 人（{ $low }～{ $high }），{ $n } 次中 { $less } 次更少
review-more-harmed = 多伤亡 { $mean } 人（{ $low }～{ $high }），{ $n } 次中 { $more } 次更多
review-luck = 与运气分不开（{ $n } 次中 { $less } 次更少、{ $more } 次更多）
review-what-if-refused = { $n } 次中有 { $refused } 次该命令未被受理
review-beside = { $played }（无人处置 { $nobody }，按预案 { $plan }）
review-ordered-latest = 下令 { $ordered }，最迟 { $latest }
review-told-arrival = 通知 { $told }，火到 { $arrival }
review-told-arrival-plant = 通知 { $told }，波及 { $arrival }
review-told-arrival-water = 通知 { $told }，进水 { $arrival }
review-options-ask = 各做法都推演一遍
review-options-basis = 各重复推演 { $n } 次，只列与运气分得开的差别
review-option-nothing = 没有与运气分得开的差别

# 洪水。
line-road-flooded = 道路 {$road } 被水淹断
