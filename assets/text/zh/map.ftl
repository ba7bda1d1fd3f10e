# 地图：按钮、比例尺、光标所在位置的说明。

map-name = 地图
map-zoom-in = 放大
map-zoom-out = 缩小
map-whole = 全图
map-layers = 图层
map-legend = 图例
map-measure = 量算
map-measure-hint = 逐点单击量距离，单击起点闭合量面积，双击结束，Esc 退出
map-north = 北

## 光标所在位置
map-off = 图外
map-coordinates = 东 {$east} 米　北 {$north} 米　{$column} 列 {$row} 行
map-terrain = 海拔 {$height} 米　坡度 {$slope}°
map-faces = 　坡向{$where}
map-cover = {$cover}　可燃物 {$fuel}
map-no-fuel = 无
map-road = 最近道路：{$class}　{$distance}
map-place = {$name}　{$kind}
map-place-people = {$name}　{$kind}　{$people} 人

## 长度和面积
map-m = {$n} 米
map-km = {$n} 公里
map-m2 = {$n} 平方米
map-ha = {$n} 公顷
map-km2 = {$n} 平方公里

## 图层
layer-relief = 地形晕渲
layer-roads = 道路
layer-names = 地名
layer-units = 力量
layer-routes = 行进路线

## 地表覆盖
cover-open = 草地、农田
cover-shrub = 灌木
cover-forest = 林地
cover-bare = 裸地
cover-water = 水面
cover-built = 建筑

## 道路等级
road-motorway = 高速公路
road-trunk = 国道、省道
road-primary = 县道
road-secondary = 乡道
road-local = 村道
road-track = 机耕路
road-path = 小路
