# 地图上的灾害图层、情况标记、力量符号和图例。

layers-arrival = 到火时间
layers-flame = 火焰长度
layers-intensity = 火线强度
layers-burnt = 过火范围
layers-none = 不显示
layers-field = 灾害图层
layers-lines = 等时线
layers-lines-none = 无
layers-every = { $n } 分
layers-directions = 蔓延方向
layers-marks = 情况标记

## 时间

## 图例
layers-truth = 导调真值
layers-nothing-seen = 尚无火情目击，不作推算
layers-basis-verified = 席位推算，据 { $clock } 核实的火情（{ $ago }）
layers-basis-told = 席位推算，据 { $clock } 未核实的火情（{ $ago }）
layers-without-crews = 推算未计扑救、隔离带和飞火
layers-working = 推算中…
layers-isochrones = 等时线，每 { $n } 分
layers-edge-now = 当前火线
layers-edge-projected = 推算的当前火线
layers-symbols = 力量符号
layers-metres = { $n } 米
layers-kw-m = { $n } 千瓦/米
layers-by-hand = 人力直接扑打上限
layers-by-machine = 水车、机械上限
layers-not-at-head = 火头无法控制

## 标记
layers-fire-verified = 火情，已核实
layers-fire-told = 火情，未核实
layers-alarm = 自动报警，无人核实
layers-fire-size = 面积 { $area } 公顷，火焰 { $flame } 米
layers-told = { $clock }（{ $ago }），{ $source }
layers-by-call = 来电通报
layers-conflict = 两处火情报告不一致
layers-apart = 相距 { $km } 公里
layers-road-cut = 道路中断
layers-reached = { $place }：{ $clock } 火已到达
layers-expected = { $place }：预计 { $clock } 到火（{ $in }）
layers-unit = { $unit } · { $state }
layers-lost-contact = 失联
layers-not-heard-of = 出发后尚无报告

## 指针处的数值
layers-burnt-at = { $clock } 过火（{ $ago }）
layers-came-at = 推算 { $clock } 已过火（{ $ago }）
layers-comes-at = 推算 { $clock } 到火（{ $ago }）
layers-front = 火焰 { $flame } 米，强度 { $intensity } 千瓦/米，蔓延 { $rate } 米/分
layers-toward = 向{ $compass }蔓延
