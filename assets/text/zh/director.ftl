# 导调界面。

director-case = 本场抽到：{ $case }
director-held-by = { $seat }掌握的
director-truth = 导调真值
director-picture = { $seat }掌握的情况
director-picture-of = 对照席位
director-linked = 两图联动

## 情况
director-injects = 情况
director-inject-waiting = 待发
director-inject-held = 暂缓
director-inject-dropped = 不再需要
director-inject-pending = { $what }，时钟走动后生效
director-inject-sent = { $time } 已发出
director-inject-added = 临机增加
director-inject-from = { $name } 说
director-inject-reworded = 已改写
director-inject-read = { $time } 送达
director-inject-unread = 尚未送达
director-inject-acknowledged = { $time } 回“收到”
director-truth-true = 属实
director-truth-false = 不实
director-truth-stale = 过时
director-confidence = 可信度 { $n }%
director-send-now = 立即发出
director-hold = 暂缓
director-release = 放行
director-reword = 改写
director-add = 增加情况
director-text-zh = 中文内容
director-text-en = 英文内容
director-confidence-field = 可信度
director-to = 发给
director-after = 几分钟后发出
director-save = 保存
director-cancel = 取消

## 席位
director-seats = 席位
director-person = 真人
director-auto = 自动
director-look = 看其态势
director-seat-counts = 消息 { $messages } 条，未签收 { $open } 条，下达命令 { $orders } 条
director-seat-load = 正带 { $n } 个：力量 { $units }，下级席位 { $seats }
director-seat-held = 现由{ $seat }担任

## 书签与记录
director-notes = 记录
director-note-field = 一行文字，回车存为书签（快捷键 B）
director-bookmark = 书签
director-note = 记录

## 力量
director-units = 力量对照
director-unit = 力量
director-unit-true = 真实状态
director-unit-believed = 席位掌握
director-unit-off = 位置相差
director-unit-age = 报告时效
director-unit-unknown = 未报告
director-km = { $n } 公里

## 日志
director-log = 日志
director-log-all = 含例行事项

## 数字
director-area = 过火 { $n } 公顷
director-in-fire = 着火地点未撤出 { $n } 人
director-safe = 已安置 { $n } 人
director-public = 群众：死亡 { $dead }，受伤 { $injured }
director-responders = 救援人员：死亡 { $dead }，受伤 { $injured }

## 罐区
plant-basin = 消防水池 { $n }/{ $all } 米³
plant-pumps = 消防泵 { $run }/{ $all } 台，管网 { $head } 米水头
plant-monitors = 出水 { $flow } 升/秒（额定的 { $share }%）
plant-foam = 库存泡沫液 { $n } 吨（{ $share }%）
plant-outfall-open = 雨排闸开着，已入河 { $n } 米³
plant-outfall-shut = 雨排闸已关，已入河 { $n } 米³
plant-pond = 事故池 { $n }/{ $all } 米³
plant-power-on = 罐区供电正常
plant-power-off = 罐区已断电
plant-styrene = { $tank } { $n } °C
plant-bund = { $tank }积水 { $n }/{ $all } 立方米
plant-lost = 失效储罐 { $n } 座：{ $names }
