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
cli-home = 设置和推演记录存放的文件夹（不写则按 TUIYAN_HOME，再按系统惯例）
cli-value-folder = 文件夹
cli-value-file = 文件
cli-value-record = 记录
cli-value-name = 名称
cli-value-time = 时间
cli-check = 检查想定：一次列出全部问题，注明位置和改法
cli-check-folder = 想定文件夹
cli-check-rehearse = 再预演：无人处置、按预案各推演若干遍，列出差别和各处的最迟安全命令
cli-check-seeds = 预演的种子数，1 至 N（默认 10）
cli-check-good = { $title }：没有错误。地点 { $places } 处，力量 { $units } 支，预案任务 { $tasks } 项，演练 { $drills } 个。
cli-run = 推演一次并保存记录
cli-run-folder = 想定文件夹
cli-run-seed = 随机种子（不写则用想定自带的）
cli-run-orders = 命令脚本文件
cli-run-autopilot = 由预案自动扮演的席位（默认全部；有脚本时以脚本为准）
cli-run-until = 推演到何时为止：T+1:30、90（分钟）、1.5h
cli-run-out = 记录存放的文件夹，须不存在或为空
cli-run-no-baselines = 不再推演“无人处置”和“按预案自动处置”两个对照
cli-run-what-if = 复盘里加上：决策点换个做法会怎样（各做法重复推演 20 次）
cli-replay = 重放记录，逐一核对校验值
cli-replay-record = 记录文件夹，或其中的日志文件
cli-calc = 物理公式计算表；不写名称则列出全部
cli-calc-name = 计算表名称
cli-calc-in = 算例表，带表头的 CSV（不写则读标准输入）
cli-calc-out = 结果存放的 CSV 文件（不写则输出到屏幕）
cli-blocks = 预案积木：分灾种的任务、响应级别和报告时限，填好席位、力量、地点后写进自己的预案；不写名称则列出全部
cli-blocks-hazard = 灾种
cli-blocks-block = 哪一块
cli-blocks-with = 填什么，如 seat=commander；多个用逗号分开
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
cli-bad-time = “{ $value }”不是演练时间
cli-no-seat = 没有席位“{ $name }”；可选：{ $names }
cli-replay-same = 重放与记录完全一致，至 { $tick }：命令 { $orders } 条，校验点 { $checkpoints } 个，校验值 { $digest }
cli-replay-torn = 推演曾中断：原定推演至 { $until }，记录到 { $tick } 为止{ $bytes ->
    [0] 。
   *[other] ，末尾有 { $bytes } 字节未写完，不予采用。
}
cli-replay-event = 重放在 { $tick } 第 { $number } 个事件与记录不同
    记录：{ $recorded }
    重放：{ $replayed }
cli-replay-part = 重放在 { $tick } 的“{ $part }”部分与记录不同；此前事件全部一致
cli-replay-end = 重放的最终校验值在 { $tick } 与记录不同
cli-replay-changed = 记录内的想定文件在推演之后被改动：{ $path }
cli-record-unreadable = 无法读取“{ $path }”：{ $reason }
cli-record-held = “{ $path }”正在推演中
cli-record-none = “{ $path }”不是推演记录
cli-record-version = “{ $path }”是第 { $found } 版记录，本程序只推演第 { $known } 版；请用当时的程序查看
cli-record-misfit = 记录中的席位或时间（{ $tick }）与其想定不符
cli-record-ended = { $path } 的演练已经结束
cli-long-note = 一条记录最多 { $limit } 个字
cli-record-empty = “{ $path }”还没有记下任何内容就结束了
cli-try-help = 帮助：tuiyan --help，或 tuiyan 命令 --help
cli-arg-unknown = 此处没有选项或参数“{ $arg }”
cli-command-unknown = 没有命令“{ $arg }”
cli-arg-near = ，是否指“{ $near }”？
cli-arg-missing = 缺少：{ $arg }
cli-arg-no-value = { $arg } 后面要写值
cli-arg-bad-value = { $arg } 不能是“{ $value }”，应为：{ $allowed }
cli-allowed-seed = 0 至 { $most } 的整数
cli-allowed-seeds = { $least } 至 { $most } 的整数
cli-allowed-cell = 大于 0 的米数
cli-arg-too-many = { $arg } 只能写一个值，“{ $value }”多余
cli-arg-twice = { $arg } 只能写一次
cli-arg-no-text = 有一个参数不是 UTF-8 文字
cli-arg-other = 命令行无法理解：{ $reason }
cli-stdout = 标准输出
cli-unwritable = 无法写入“{ $path }”：{ $reason }
cli-io-not-found = 文件或文件夹不存在
cli-io-denied = 没有权限
cli-io-exists = 同名文件或文件夹已存在
cli-io-no-folder = 路径中有一段是文件，不是文件夹
cli-io-folder = 这是文件夹，不是文件
cli-io-not-empty = 文件夹不为空
cli-io-read-only = 磁盘只读
cli-io-full = 磁盘已满
cli-io-ends = 文件不完整
cli-io-other = 系统报告 { $reason }
cli-out-within = “{ $path }”在想定文件夹之内，请用 --out 指定其外的位置
cli-late-time = “{ $value }”已超出演练结束时间
cli-times = 时间从演练开始算起：T+1:30、90（分钟）或 1.5h。本演练从 T+00:00（当地时间 { $from_clock }）到 { $end }（{ $to_clock }）
cli-record-damaged = “{ $path }”在第 { $at } 字节处损坏：只能读到 { $tick }，不予确认
cli-replay-same-part = 重放与中断的记录一致，但只确认了现有部分，至 { $tick }：命令 { $orders } 条，校验点 { $checkpoints } 个，校验值 { $digest }
cli-replay-unconfirmed = 记录在第一个校验点之前（{ $tick }）就中断了，没有校验值可比对，重放不能确认任何内容
cli-check-unready = 任务时限、力量冲突等能否推演，要改完以上错误后再检查。
cli-calc-wrong = 表格（{ $path }）无法计算：
cli-calc-near = ，是否指“{ $near }”？
cli-calc-no-text = 第 { $line } 行：不是 UTF-8 文字，请把表格另存为 UTF-8
cli-import-flat = ！！！平地：没有给出高程数据，全部高程为 0。火在其上不受坡度影响，用于山区结果是错的。请加 --elevation 重新导入。
cli-import-next = 以上只是场地，还不是演练。下一步：
    1. 编写 { $path }/scenario.ron：天气、火源、力量、席位、通报。
    2. 编写 { $path }/plan.ron：谁在何时做什么。
    3. tuiyan check { $path }
    两个文件都可参照 scenarios/forest_fire_shiping。
cli-calc-inputs = 输入
cli-calc-outputs = 输出
cli-calc-whole = （整数）
cli-calc-fuel-model = 1-13、101-204，或代码，如 FM1、TU1
cli-calc-unknown = 没有计算表“{ $name }”；可选：{ $names }
cli-blocks-unknown = 没有“{ $name }”；可用：{ $names }
cli-blocks-pair = “{ $pair }”应写成 名称=标识，如 seat=commander
cli-blocks-need = “{ $name }”不是这一块要填的；要填的是：{ $names }
cli-blocks-key = “{ $value }”不是标识：只用小写字母、数字和下划线
cli-calc-stdin = 正在等待标准输入的 CSV 表……
cli-calc-no-column = 表中没有“{ $name }”这一列
cli-calc-line = 第 { $line } 行
cli-calc-rows-wrong = 表格（{ $path }）有的行无法计算，其余各行已算出，原因见 error 列：
cli-calc-options = 选项
cli-calc-a-name = 名称
cli-calc-options-wrong = { $name } 的选项有误：
cli-calc-option-foreign = --{ $name } 不是这个计算器的选项
cli-calc-option-missing = 必须给出 --{ $name }
cli-calc-inside-flame = { $name } 为 { $value } 米，落在火焰之内或之下，应大于 { $beyond } 米
cli-calc-overlap = 储罐“{ $one }”与“{ $other }”重叠
cli-calc-twice = 储罐“{ $name }”出现两次
cli-calc-too-much = volume_m3 为 { $volume }，超过按直径和高度能装下的量，应不大于 { $most } 立方米
cli-calc-empty = 储罐“{ $name }”是空的，烧不起来
cli-calc-at-source = 离源太近：算出的浓度超过 { $most } 千克/立方米，没有这么浓的气体，公式在此不成立，请取更远的点
cli-calc-not-rising = { $name } 为 { $value }，应大于上一行的 { $after }
cli-calc-no-tank = 该罐区没有 --ignite 所指的储罐“{ $name }”
cli-calc-out-of-range = { $name } 为“{ $value }”，应为 { $range } { $unit }
cli-calc-count = 应有 { $expected } 个值，实际 { $got } 个
cli-calc-grid = 火已烧到 { $cells } × { $cells } 网格的边缘，需要 { $needed } 格
cli-calc-csv = 第 { $line } 行：表格无法读取：{ $reason }
cli-imported = { $path }：路口 { $junctions } 个，道路 { $roads } 条，地点 { $places } 处，网格 { $columns } × { $rows }，边长 { $cell } 米
calc-surface-fire = 地表火蔓延（Rothermel 1972、Albini 1976、Andrews 2018），53 种可燃物模型
calc-crown-fire = 树冠火的发生（Van Wagner 1977）与蔓延（Cruz、Alexander、Wakimoto 2005）
calc-fire-ellipse = 椭圆火场在一段时间后的大小（Anderson 1983）
calc-fire-grid = 同一火场在网格上按最短到达时间模拟（Finney 2002），与 fire-ellipse 对照
calc-pool-fire = 池火的燃烧速率、火焰和辐射（Babrauskas 1983、Heskestad 1983、Thomas 1963、AGA 1974、Shokri 和 Beyler 1989、Mudan 和 Croce 1988）
calc-radiation = 无风时池火旁地面受到的热辐射：点源、固体火焰、Shokri-Beyler 简化模型
calc-view-factor = 正下风向地面目标对火焰的视角系数（Mudan 1987）
calc-time-to-failure = 容器在恒定热通量下的失效时间（Cozzani 等 2005、Landucci 等 2009）；clamped 为容积不超过拟合范围的结果
calc-fireball = 丙烷容器的火球（CCPS 1999），辐射分数 0.3，空气透明
calc-thermal-probit = 热辐射致死的比例（TNO 1992、Eisenberg 等 1975）
calc-tank-farm = 火在罐区内逐罐蔓延，按事件计算；事件：ignition 起火，failure 罐壁失效并起火，burn_out 烧尽，cooling 开始冷却
calc-plume = 平地上连续烟羽的浓度（Briggs 1973 扩散参数，适用 0.1 至 10 公里）
calc-puff = 地面瞬时释放烟团的浓度（CCPS 1999 扩散参数）
calc-smoke-rise = 中性大气中池火烟气的抬升高度（Briggs 1971）
calc-level-pool = 洪水过水库的调洪演算（水面水平），表为入库流量过程；结果为出库过程，峰值另成一行
calc-weir = 堰流，含下游淹没（Villemonte 1947）
calc-breach-drain = 水体经溃口泄空，无入流、无下游顶托
calc-green-ampt = 土壤下渗（Green 和 Ampt 1911，降雨条件按 Mein 和 Larson 1973）；rain_cm_h 写 ponded 表示一直积水
calc-scs-cn = 一场暴雨的径流深（SCS 曲线数法）
calc-road-speed = 积水道路的行车速度（Pregnolato 等 2017）
calc-flood-hazard = 水深流速的危险等级 H1 至 H6（AIDR 2017）
calc-option-ignite = tank-farm：最先起火的储罐
calc-option-radiation = tank-farm：solid-flame（默认）、point-source-constant 或 point-source-nist
calc-option-cool-all-from = tank-farm：全部储罐开始冷却的时刻，秒（不给则不冷却）
calc-option-cooling-eta = tank-farm：冷却挡住的热量比例（默认 0）
calc-option-until = tank-farm：推演多长时间，秒（默认 86400）
calc-option-area-m2 = level-pool：堰顶高程处水面面积，平方米（默认 1000000）
calc-option-area-growth-m2-m = level-pool：水位每升一米水面增加多少，平方米/米（默认 0）
calc-option-crest-m = level-pool：溢洪道堰顶高程，米（默认 0）
calc-option-level-m = level-pool：起调水位，米（不给则为堰顶）
calc-option-spill-coefficient = level-pool：堰上水头一米时的泄量，立方米/秒（默认 100）
calc-option-spill-exponent = level-pool：泄量随水头的指数（默认 1.5）
calc-option-step-h = level-pool：结果的时间间隔，小时（默认 0.5）

# 打开窗口
cli-no-display = 没有显示器，改为在终端按预案自动推演默认想定。
cli-window-lacks = 无法打开窗口：
cli-display-refused = 连不上显示器“{ $name }”：{ $reason }
cli-no-library = 缺少系统库 { $name }
cli-no-graphics = 没有可用的图形驱动（显卡驱动或软件渲染均可）
cli-window-install = 在 Debian 上安装：{ $command }
cli-window-without = 不开窗口也可推演：tuiyan run 文件夹

# 截图
cli-shot = 不开窗口，把一个界面画成图片
cli-shot-folder = 想定所在文件夹
cli-shot-screen = 哪个界面；不写则为推演界面
cli-shot-at = 当地时间；按预案自动推演到此刻（不写则为开始时刻）
cli-shot-seat = 谁的席位，写简称
cli-shot-size = 宽x高，像素；不写则为 1440x900
cli-shot-dark = 深色界面
cli-shot-projector = 投影字号
cli-shot-out = 图片写到哪里（PNG）
cli-shot-bad-size = “{ $value }”不是图片大小，应写成宽x高，如 1440x900（宽高各 320 至 7680）
cli-shot-bad-at = “{ $value }”不是推演时段内的时间；推演自 { $from } 至 { $to }
cli-shot-no-graphics = 没有可用的图形驱动，画不了图片。在 Debian 上安装：apt install libvulkan1 mesa-vulkan-drivers
cli-shot-failed = 图片没有写成：{ $path }

cli-lab-good = { $title }：没有错误。格子 { $cells } 个，水库和节点 { $nodes } 个，建筑物 { $structures } 座，测站 { $gauges } 个。
cli-lab-option = 此文件夹是试验算例，没有人下令，也不抽随机数，{ $option } 在此没有意义
cli-lab-ledger = { $title }，共 { $steps } 步
    初始存水    { $initial } 立方米
    降雨产流    { $rain } 立方米
    流入        { $inflow } 立方米
    取走        { $taken } 立方米
    流出        { $left } 立方米
    末了存水    { $stored } 立方米
    差额        { $missing } 单位
cli-lab-wrote = 测站和栅格：{ $path }
cli-lab-not-finite-cell = 第 { $row } 行第 { $column } 列：第 { $tick } 拍（{ $seconds } 秒）流量不是数；算例不抽随机数，没有种子
cli-lab-not-finite-channel = 第 { $number } 段河道：第 { $tick } 拍（{ $seconds } 秒）流量不是数；算例不抽随机数，没有种子
cli-lab-too-deep = 第 { $row } 行第 { $column } 列：第 { $tick } 拍（{ $seconds } 秒）之后水深超过 100 米，请检查该处的来水
cli-lab-too-high = 第 { $number } 个节点：第 { $tick } 拍（{ $seconds } 秒）之后水位过高，请检查该处的来水
