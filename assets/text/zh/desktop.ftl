# 桌面各界面共用的词：界面名称、方式、指令。

## 界面
screen-exercise = 推演
screen-director = 导调
screen-review = 复盘

## 方式
mode-training = 训练
mode-exercise = 演练
mode-watch = 观摩

## 指令：按钮、快捷键和命令面板里的名称
command-go = 继续
command-pause = 暂停
command-step = 推进一分钟
command-next-event = 推进到下一事件
command-next-seat = 下一席位
command-seat = 席位 { $seat }
command-speed = 倍速 { $n }×
command-language = 切换语言
command-look = 浅色或深色
command-layer-relief = 图层 地形晕渲
command-layer-roads = 图层 道路
command-layer-names = 图层 地名
command-layer-units = 图层 力量
command-field = 灾情图层 { $field }
command-layer-routes = 图层 行进路线
command-layer-tanks = 图层 储罐
command-layer-heat = 图层 热辐射
command-layer-air = 图层 烟气和毒气
command-layer-zones = 图层 警戒区
command-whole-map = 全图
command-fold-left = 收放左侧面板
command-fold-right = 收放右侧面板
command-fold-bottom = 收放时间轴
command-director = 打开导调
command-review = 打开复盘
command-leave = 离开推演
key-space = 空格

## 顶栏
bar-seat = 席位
bar-mode = 推演方式
bar-speed = 倍速
bar-level = 响应 { $level }
bar-no-level = 未启动响应
bar-reached = 实际 { $n }×
bar-reached-hint = 计算跟不上所选倍速，结果不受影响
bar-over = 推演结束
bar-director-only = 演练中由导调掌握时钟
bar-leave = 离开
bar-leave-hint = 回到想定库，推演保留，可以继续
