# 记录、设置所在的文件夹。

session-taken = “{ $path }”已存在
session-held = “{ $path }”正在推演中，请先关闭那个窗口
session-unwritable = 无法写入“{ $path }”：{ $reason }
session-unreadable = 无法读取“{ $path }”：{ $reason }
session-changed = 记录内的想定文件在推演之后被改动：{ $name }
session-no-record = “{ $path }”不是推演记录
session-newer = “{ $path }”由更新版本的程序写成，本程序读不了
session-misfit = 记录中的席位或时间（{ $tick }）与其想定不符
session-damaged = “{ $path }”已损坏
session-home-elsewhere = “{ $asked }”不能写入（{ $reason }），设置和记录改存“{ $used }”
session-settings-aside = 设置文件读不出来，已改用默认设置；原文件存为“{ $path }”
