# 文件里的问题。句子前面有位置，句末不加句号。

problem-error = 错误
problem-warning = 警告
problem-hint = 提示
problem-note = 说明
problem-more = ……另有 { $count } 个问题未列出
problem-shown = ……共 { $count } 个问题，以上列出 { $shown } 个
problem-count = 共 { $errors } 个错误，{ $warnings } 个警告

## 文件和文件夹
problem-folder-missing = 没有这个文件夹
problem-folder-is-file = 这是一个文件，需要的是文件夹
problem-unreadable = 无法读取：{ $reason }
problem-path-empty = 此处缺少文件名
problem-path-odd = “{ $path }”过长，或含有文件名不能用的字符
problem-path-absolute = “{ $path }”不是本文件夹内的路径
problem-path-leaves = “{ $path }”指向想定文件夹之外
problem-file-missing = 想定文件夹内没有文件“{ $path }”
problem-file-unreadable = 无法读取文件“{ $path }”：{ $reason }
problem-not-a-file = “{ $path }”是文件夹或设备，不是文件
problem-file-too-large = 文件“{ $path }”超过 { $limit } MiB
problem-not-utf8 = 文件“{ $path }”不是 UTF-8 文本：第 { $line } 行有误，首个错误字节的位置是 { $offset }
hint-path-inside = 路径从想定文件夹写起，用“/”分隔，例如 terrain/elevation.asc
hint-save-utf8 = 请将文件另存为 UTF-8 编码（不要用 GBK 或 UTF-16）

## 文本
problem-empty = 文件是空的
problem-expected-value = 此处缺少一个值
problem-expected-comma = 此处缺少逗号
problem-expected-colon = 此处缺少冒号
problem-unclosed = 文件已结束，但“{ $bracket }”没有闭合
problem-unclosed-text = 这段文字缺少后引号
problem-unclosed-line = 这段文字在本行内没有后引号
hint-half-width = 请改用半角标点：“{ $half }”，不要用“{ $found }”
hint-quotes = 请检查前面的引号是否成对
hint-quote = 如确需跨行书写，请在后引号之后加逗号
problem-unclosed-comment = 这段注释缺少结尾的 */
problem-unexpected = 此处不能出现“{ $found }”
problem-trailing = 文档到此之前已经结束
problem-extension = 不支持这项 RON 扩展
problem-too-deep = 括号嵌套超过 { $limit } 层
problem-too-many-values = 文件中的值超过 { $limit } 个
problem-bad-number = “{ $found }”不是数字
problem-not-finite = “{ $found }”不是有效数值
problem-bad-text = 这段文字无法读取：{ $reason }
problem-duplicate-field = 字段“{ $name }”写了两次
problem-duplicate-key = 键 { $name } 写了两次
note-first-here = 第一次写在这里
note-opened-here = 括号从这里开始
note-open-bracket = 这里的“{ $bracket }”尚未闭合

## 类型
problem-wrong-type = 此处应为{ $expected }，实际是{ $found }
problem-whole-out-of-range = { $found } 超出范围，应为 { $low } 至 { $high } 的整数
problem-whole-negative = { $found } 不能用，应为不小于 0 的整数
problem-not-whole = { $found } 不是整数
problem-wrong-name = 括号前不能写“{ $found }”，只能写“{ $wanted }”或不写
problem-tuple-length = 括号内应有 { $wanted } 个值，实际有 { $found } 个
problem-unknown-field = 此处没有字段“{ $name }”
problem-missing-field = 缺少字段“{ $name }”
problem-unknown-variant = 此处没有“{ $name }”这个选项
problem-variant-form = “{ $name }”的写法不对，应为{ $expected }
problem-refused = 此值不被接受：{ $reason }
hint-did-you-mean = 是否应为“{ $name }”？
hint-one-of = 可用：{ $names }
type-number = 数字
type-whole-number = 整数
type-text = 带引号的文字
type-character = 单引号中的一个字符
type-bytes = 字节串
type-truth = true 或 false
type-word = 不带括号的单词
type-list = 列表 [ … ]
type-map = 映射 { "{" } … { "}" }
type-tuple = 圆括号中的一组值 ( … )
type-fields = 圆括号中的字段 (名称: 值, …)
type-variant = 一个选项
type-unit = ()

## 版本
problem-version-newer = 文件是第 { $found } 版格式，本程序只认识第 { $known } 版
problem-version-older = 文件是第 { $found } 版格式，本程序需要第 { $known } 版
hint-update = 请升级推演程序，或用与本机相同版本的程序重新保存该文件
hint-migrate = 请用同时认识两个版本的旧程序打开并重新保存

## 含义
problem-out-of-range = { $value } 超出范围，允许 { $low } 至 { $high }{ $unit }
problem-no-such = 没有名为“{ $name }”的{ $what }
problem-key-twice = { $what }“{ $name }”重复
problem-key-syntax = “{ $name }”不能用作标识
problem-text-empty = 此处缺少文字
problem-text-too-long = 文字有 { $found } 个字，最多允许 { $limit } 个字
problem-text-control = 文字中含有无法显示的字符
problem-too-many = 此处有 { $found } 个{ $what }，最多允许 { $limit } 个
hint-key-syntax = 标识只能用小写字母 a–z、数字和下划线，1 至 40 个字符

## 地图：道路和地点
problem-off-map = ({ $x }, { $y }) 在地图之外，地图宽 { $width } 米、高 { $height } 米
problem-road-length = 道路“{ $name }”长 { $length } 米，允许 0.1 米至 200 千米
problem-road-short = 道路“{ $name }”标注长 { $length } 米，但两端直线相距 { $straight } 米
problem-cut-off = 以下 { $count } 处与 { $main } 之间没有车辆可往返的道路：{ $names }
hint-cut-off = 请检查是否漏画道路、道路等级误为 Path，或 one_way 方向相反
what-junction = 路口
what-road = 道路
what-place = 地点
what-point = 点
unit-none = {""}
unit-m = {" "}米
unit-km-h = {" "}千米/时
unit-kg-m3 = {" "}千克/立方米
unit-people = {" "}人

## 地图：图层
problem-layer-form = 图层应写成带引号的文件名，或 Const(数字)
problem-code-unknown = { $value } 不是本图层认识的代码
problem-grid-short = 栅格需要 { $wanted } 个数，文件只有 { $found } 个
problem-grid-long = 栅格只需要 { $wanted } 个数，从这里起是多余的
problem-grid-word = 栅格文件头不能有“{ $name }”
problem-grid-header-value = “{ $name }”后面缺少数字
problem-grid-header-missing = 栅格文件头缺少 { $name }
problem-grid-header-range = { $name } 超出范围，允许 { $low } 至 { $high }
problem-grid-too-large = 栅格有 { $found } 个格子，最多允许 { $limit } 个
problem-grid-shape = 本栅格为 { $this }，而 { $file } 为 { $other }
problem-grid-corner = 本栅格西南角为 { $this }，而 { $file } 为 { $other }
problem-grid-given-twice = 此处的栅格为 { $this }，而图层文件 { $file } 为 { $other }
problem-grid-missing = 没有一个图层来自文件，无法确定栅格大小
problem-cell-absent = 地图第 { $row } 行第 { $column } 列没有高程
problem-cell-code = 地图第 { $row } 行第 { $column } 列：{ $value } 不是本图层认识的代码
problem-cell-range = 地图第 { $row } 行第 { $column } 列：{ $value } 超出范围，允许 { $low } 至 { $high }{ $unit }
problem-cells-more = 本图层另有 { $count } 个格子有误
problem-cells-absent = { $count } 个格子没有数值，按 0 处理
problem-canopy-base-above-top = { $count } 个格子的枝下高大于树高
hint-fill-cells = 请在导入地图时用相邻格子补齐
hint-grid = 请在 terrain 中加上 grid: (columns: 100, rows: 80, cell_m: 30)

## 推演：想定、预案和指令
problem-clock = “{ $value }”不是时刻，应写成 14:30 这样的形式
problem-weather-start = 气象须从第 0 分钟开始
problem-not-rising = 每一时段须晚于前一时段开始
problem-no-fuel = “{ $name }”处没有可燃物，无法起火
problem-line-short = 一条线至少要有两个点
problem-no-seats = 推演至少要有一个席位
problem-superior-circle = 该席位经其他席位成了自己的上级
problem-outage-ends-before = 中断结束早于开始
problem-no-channel = “{ $from }”与其报告对象“{ $to }”没有共同的通信渠道
problem-from-and-lead = 一支队伍只能写 from_min 或 lead_min 中的一项
problem-order-time = “{ $value }”不是本次推演内的时间，推演于 { $end } 结束
problem-order-unknown = { $slot } 所指的“{ $name }”不存在
problem-order-unfit = “{ $name }”不适合填在 { $slot }，此处须为：{ $lacks }
problem-order-text = 这条指令的文字为空，或超过 500 个字
problem-may-not-order = 席位“{ $name }”无权下达指令“{ $kind }”
problem-sunset = 日落不能早于或等于日出
problem-no-ignition = 没有起火点，推演中不会起火
problem-home-off-road = “{ $unit }”驻在“{ $place }”，那里没有它可走的道路
problem-line-in-cell = 这条线的各点都在同一个格子内（格子边长 { $cell } 米），建不成隔离带
problem-harm-shares = 死亡比例 { $dead } 与受伤比例 { $injured } 之和超过 1
problem-limit-zero = 时限为 0 分钟，任务一开始就已超时
problem-task-waits = 任务“{ $name }”要等自己完成才会开始
problem-task-never-done = 预案中没有一条指令能产生这项完成标志（{ $kind }）
problem-no-road-between = 路口“{ $from }”与“{ $to }”之间没有直接相连的道路
problem-shelters-small = 安置点共可容纳 { $capacity } 人，而居民有 { $residents } 人
problem-bounds = 下限 { $low } 大于上限 { $high }
what-line = 线
what-notice = 通报
what-order = 指令
what-order-kind = 指令类型
what-period = 时段
what-result = 结果
what-seat = 席位
what-channel = 通信渠道
what-outage = 中断时段
what-task = 任务
what-unit = 队伍
what-unit-kind = 队伍类型
unit-deg = °
unit-h = {" "}小时
unit-l = {" "}升
unit-l-min = {" "}升/分
unit-m-h = {" "}米/时
unit-m-s = {" "}米/秒
unit-min = {" "}分钟
unit-percent = {" "}%
unit-s = {" "}秒
unit-vehicles-h = {" "}辆/时
unit-yuan = {" "}元
