# 导入地图时舍弃、补齐、假定了什么，以及导入失败的原因。

## 说明：$count 为数量，$about 为对象
import-note-nodes-out-of-range = { $count } 个地图节点坐标不在地球范围内，已舍弃
import-note-nodes-repeated = { $count } 个地图节点重复，以最后一个为准
import-note-missing-nodes = 引用了文件中没有的节点 { $count } 处，线路在该处断开
import-note-missing-members = { $count } 条面域边线不在文件中
import-note-open-rings = { $count } 条面域边线不闭合，已舍弃
import-note-areas-too-complex = { $count } 个面域过于复杂，无法填充，已舍弃
import-note-coastlines-ignored = 海岸线 { $count } 条：海面未填充
import-note-roads-not-used = { $count } 条道路不通车或未选用，已舍弃
import-note-roads-barred = { $count } 条道路禁止一切车辆通行，已舍弃
import-note-roads-cut-at-edge = 道路在图边截断 { $count } 处
import-note-road-pieces-dropped = { $count } 段道路与主路网不能往返通行，已舍弃
import-note-road-islands-dropped = { $count } 处孤立路网已舍弃
import-note-speed-assumed = { $about } 级路段 { $count } 条未注明限速，按该级常用车速计
import-note-lanes-assumed = { $count } 条路段未注明车道数，按常规计
import-note-population-assumed = { $count } 个居民点（{ $about }）未注明人口，按同类常值计，请用当地数据替换
import-note-capacity-assumed = { $count } 处学校、安置点未注明容纳人数，按常值计，请用当地数据替换
import-note-places-repeated = { $count } 个地点重复，只保留一个
import-note-places-off-map = { $count } 个地点在图外，已舍弃
import-note-places-off-road = { $count } 个地点离道路过远，车辆不能到达
import-note-water-points-thinned = { $count } 个取水点与其他取水点过近，已舍弃
import-note-leaf-type-assumed = { $count } 个林地单元未注明针叶或阔叶，按混交林计
import-note-cells-unmapped = { $count } 个单元地图未标注，按 { $about } 计
import-note-voids-filled = { $about }：高程缺值 { $count } 个，已由邻点补齐
import-note-cells-on-filled-voids = { $count } 个单元的高程取自补齐的缺值
import-note-cells-outside-elevation = { $count } 个单元在高程数据之外，取邻近高程
import-note-terrain-flat = 没有高程数据：{ $count } 个单元高程均为 0
import-note-raster-no-data = 图层 { $about }：{ $count } 个单元无数据
import-note-unknown-fuel-models = { $count } 个单元的可燃物模型不存在，按不燃计
import-note-layer-missing = 缺少图层 { $about }，按 0 计
import-note-cell-size-from-rasters = 单元大小以栅格为准：{ $about } 米
import-note-grid-north-turned = 坐标北与真北相差 { $count }（百分之一度，{ $about ->
    [west] 偏西
   *[east] 偏东
}），风向须作同样修正

## 问题：$place 为文件或设置，$detail 为具体情况
import-fault-nothing-asked = 没有指定要导入的内容：{ $detail }
import-fault-bad-setting = { $place }：超出允许范围：{ $detail }
import-fault-unreadable = { $place } 无法读取：{ $detail }
import-fault-unknown-kind = { $place } 类型不明：{ $detail }
import-fault-damaged = { $place } 已损坏：{ $detail }
import-fault-unsupported = { $place } 使用了尚不支持的内容：{ $detail }
import-fault-too-large = { $place } 过大：{ $detail }
import-fault-grids-differ = { $place } 与其他栅格不在同一格网上：{ $detail }
import-fault-layer-missing = { $place } 缺少图层 { $detail }
import-fault-layer-twice = { $place }：图层 { $detail } 重复
import-fault-empty = { $place }：图内没有可用内容：{ $detail }
