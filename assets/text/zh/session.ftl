# 记录、设置所在的文件夹。

session-taken = “{ $path }”已存在
session-held = “{ $path }”正在推演中，请先关闭那个窗口
session-unwritable = 无法写入“{ $path }”：{ $reason }
session-unreadable = 无法读取“{ $path }”：{ $reason }
session-changed = 记录内的想定文件在推演之后被改动：{ $name }
session-no-record = “{ $path }”不是推演记录
session-other-version = “{ $path }”由另一版本的程序推演，本程序重演会得出不同的经过，已原样保留
session-misfit = 记录中的席位或时间（{ $tick }）与其想定不符
session-damaged = “{ $path }”已损坏
session-home-elsewhere = “{ $asked }”不能写入（{ $reason }），设置和记录改存“{ $used }”
session-settings-aside = 设置文件读不出来，已改用默认设置；原文件存为“{ $path }”
