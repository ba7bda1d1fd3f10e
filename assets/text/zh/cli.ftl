# 命令行。

cli-about = 推演 Tuiyan：应急演练与指挥推演
cli-usage = 用法
cli-options = 选项
cli-commands = 命令
cli-help = 显示帮助
cli-version = 显示版本
cli-lang = 界面和报告的语言（不写则按系统环境）
cli-examples = 不写命令时，按预案自动推演默认想定。
    例：
      tuiyan check scenarios/forest_fire_shiping
      tuiyan run scenarios/forest_fire_shiping --orders scenarios/forest_fire_shiping/drills/too_late/orders.ron
cli-value-folder = 文件夹
cli-value-file = 文件
cli-value-record = 记录
cli-value-name = 名称
cli-value-time = 时间
cli-check = 检查想定：一次列出全部问题，注明位置和改法
cli-check-folder = 想定文件夹
cli-check-good = { $title }：没有错误。地点 { $places } 处，力量 { $units } 支，预案任务 { $tasks } 项，演练 { $drills } 个。
cli-run = 推演一次并保存记录
cli-run-folder = 想定文件夹
cli-run-seed = 随机种子（不写则用想定自带的）
cli-run-orders = 命令脚本文件
cli-run-autopilot = 由预案自动扮演的席位（默认全部；有脚本时以脚本为准）
cli-run-until = 推演到何时为止：T+1:30、90（分钟）、1.5h
cli-run-out = 记录存放的文件夹，须不存在或为空
cli-run-no-baselines = 不再推演“无人处置”和“按预案自动处置”两个对照
cli-replay = 重放记录，逐一核对校验值
cli-replay-record = 记录文件夹，或其中的日志文件
cli-calc = 物理公式计算表；不写名称则列出全部
cli-calc-name = 计算表名称
cli-calc-in = 算例表，带表头的 CSV（不写则读标准输入）
cli-calc-out = 结果存放的 CSV 文件（不写则输出到屏幕）
cli-import = 导入开放地图、高程和可燃物栅格，生成场地
cli-import-osm = OpenStreetMap 数据：.osm.pbf、.osm、.osm.gz
cli-import-elevation = 高程：SRTM 的 .hgt 或 .hgt.zip，可写多次
cli-import-rasters = LANDFIRE GeoTIFF 栅格所在文件夹
cli-import-cell = 网格边长（米）
cli-import-out = 场地存放的文件夹，须不存在或为空

cli-playing = 推演中
cli-nothing = 无
cli-stdin = 标准输入
cli-wrote = 记录和复盘报告：{ $path }
cli-out-taken = “{ $path }”已存在且不是空文件夹，请用 --out 另指定一个
cli-no-default = 此处没有默认想定“{ $path }”；请在推演所在文件夹启动，或指定想定：tuiyan run 文件夹
cli-bad-time = “{ $value }”不是时间；请写 T+1:30、90（分钟）或 1.5h
cli-no-seat = 没有席位“{ $name }”；可选：{ $names }
cli-replay-same = 重放与记录完全一致，至 { $tick }：命令 { $orders } 条，校验点 { $checkpoints } 个，校验值 { $digest }
cli-replay-torn = 记录曾中断，完整部分到 { $tick } 为止（其后 { $bytes } 字节已损坏，未采用）
cli-replay-event = 重放在 { $tick } 第 { $number } 个事件与记录不同
    记录：{ $recorded }
    重放：{ $replayed }
cli-replay-part = 重放在 { $tick } 的“{ $part }”部分与记录不同；此前事件全部一致
cli-replay-end = 重放的最终校验值在 { $tick } 与记录不同
cli-replay-changed = 记录内的想定文件在推演之后被改动：{ $path }
cli-record-unreadable = 无法读取“{ $path }”：{ $reason }
cli-record-none = “{ $path }”不是推演记录
cli-record-version = “{ $path }”是第 { $found } 版记录，本程序只能读第 { $known } 版
cli-record-misfit = { $tick } 下达的命令所属席位，在记录的想定中不存在
cli-record-empty = “{ $path }”还没有记下任何内容就结束了
cli-calc-inputs = 输入
cli-calc-outputs = 输出
cli-calc-whole = （整数）
cli-calc-fuel-model = 1-13、101-204，或代码，如 FM1、TU1
cli-calc-unknown = 没有计算表“{ $name }”；可选：{ $names }
cli-calc-stdin = 正在等待标准输入的 CSV 表……
cli-calc-no-column = 表中没有“{ $name }”这一列
cli-calc-out-of-range = 第 { $line } 行：{ $name } 为“{ $value }”，应为 { $range } { $unit }
cli-calc-count = 第 { $line } 行：应有 { $expected } 个值，实际 { $got } 个
cli-calc-grid = 第 { $line } 行：火已烧到 { $cells } × { $cells } 网格的边缘，需要 { $needed } 格
cli-calc-csv = 表格无法读取：{ $reason }
cli-imported = { $path }：路口 { $junctions } 个，道路 { $roads } 条，地点 { $places } 处，网格 { $columns } × { $rows }，边长 { $cell } 米
calc-surface-fire = 地表火蔓延（Rothermel 1972、Albini 1976、Andrews 2018），53 种可燃物模型
calc-crown-fire = 树冠火的发生（Van Wagner 1977）与蔓延（Cruz、Alexander、Wakimoto 2005）
calc-fire-ellipse = 椭圆火场在一段时间后的大小（Anderson 1983）
calc-fire-grid = 同一火场在网格上按最短到达时间模拟（Finney 2002），与 fire-ellipse 对照
