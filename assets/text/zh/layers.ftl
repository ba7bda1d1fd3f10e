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

## 罐区
layers-tanks = 储罐
layers-heat = 热辐射
layers-air = 烟气和毒气
layers-zones = 警戒区
layers-cutout = 罐区放大图
layers-tank = { $tank } · { $state }
layers-tank-whole = 完好
layers-tank-burning = 着火
layers-tank-failed = 罐体破裂，着火
layers-tank-covered = 明火已灭，泡沫覆盖
layers-tank-burst = 已爆炸
layers-tank-burnt-out = 已烧尽
layers-tank-empty = 已排空
layers-tank-level = 液位 { $n }%
layers-tank-dose = 罐壁受热 { $n }%（100% 失效）
layers-tank-water = 冷却水 { $n } 升/秒，挡住热量 { $share }%
layers-tank-foam = 泡沫混合液 { $n } 升/秒
layers-tank-styrene = 苯乙烯 { $n } °C
layers-heat-unit = 热辐射，千瓦/平方米
layers-heat-projected = 热辐射，据报告推算，千瓦/平方米
layers-heat-1 = 可长时间停留
layers-heat-2 = 着装人员限几分钟
layers-heat-3 = 可引燃木材塑料
layers-heat-4 = 设备损坏
layers-heat-at = 热辐射 { $n } 千瓦/平方米
layers-heat-projected-at = 推算热辐射 { $n } 千瓦/平方米
layers-smoke = 烟柱（在高处，顺风飘）
layers-air-unit = 烟气和毒气（AEGL 一小时）
layers-air-1 = 能闻到
layers-air-2 = 2级 致伤
layers-air-3 = 3级 致命
layers-air-to-come = 30分后
layers-air-ahead = 30分后能闻到、2级的范围
layers-air-at = 空气：2级限值的 { $second } 倍，3级限值的 { $third } 倍
layers-air-place = { $place }空气：{ $level }
layers-zone-hot = 重危区 { $n } 米
layers-zone-warm = 中危区 { $n } 米
layers-zone-cold = 警戒区 { $n } 米
layers-zone-ordered = { $n } 米（正在布设）
layers-zone-hot-is = 重危区
layers-zone-warm-is = 中危区
layers-zone-cold-is = 轻危区（警戒线）
layers-sign-dose = 罐壁受热：绿轻红重
layers-sign-cooled = 正在冷却
layers-sign-burns = 着火
layers-sign-hydrant = 消火栓
layers-sign-foam = 泡沫覆盖
layers-sign-lost = 已失效
layers-air-expected = { $place }：预计 { $clock } 烟气到达（{ $in }）

# 洪水。
layers-currents = 流向流速（导调、复盘）
layers-current = 流速 { $speed } 米/秒
layers-depth = 水深（真实）
depth-1 = 积水
depth-2 = 车辆不能通行
depth-3 = 老人儿童危险
depth-4 = 人不能涉水
depth-5 = 简易房屋倒塌
depth-6 = 房屋倒塌
layers-water-at = 水深 { $depth } 米，流速 { $speed } 米/秒，危险等级 { $class }
