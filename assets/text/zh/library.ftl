# 想定库、设置、问题清单。

library-program = 推演 Tuiyan
library-title = 想定库
library-search = 查找
library-look-again = 刷新
library-empty = 没有找到想定。可在下方填写想定文件夹的路径。
library-path = 其他想定或记录
library-path-hint = 粘贴文件夹路径，或把文件夹拖进窗口
library-nothing-there = “{ $path }”既不是想定文件夹，也不是推演记录
library-open-path = 打开路径
library-open = 任务简报
library-unreadable = 读不出来，打开可查看全部问题
library-card-line = { $hazard } · { $start } 起 { $hours } 小时 · { $seats } 席位 · { $units } 支力量
library-difficulty = 难度：{ $level }
library-last-result = 上次完成：{ $when }
library-last-result-dials = 上次完成：{ $when }，{ $dials }
library-never-played = 尚未完成过推演
library-interrupted = 上次推演中断于 { $tick }，可继续：{ $title }
library-resume = 继续上次推演
library-records = 推演记录
library-no-records = 还没有推演记录
library-opening = 正在打开想定……
library-resuming = 正在恢复推演……
library-cancel = 取消
library-ask-aside = 把记录“{ $name }”移到“搁置”文件夹？之后不再提示继续，文件仍保留。
library-ask-delete = 永久删除记录“{ $name }”？删除后无法恢复。
library-yes-aside = 确认搁置
library-yes-delete = 确认删除

hazard-wildfire = 森林草原火灾
hazard-plant = 危险化学品事故
hazard-flood = 洪水
hazard-reports = 信息报送
hazard-quiet = 无灾害
difficulty-1 = 入门
difficulty-2 = 进阶
difficulty-3 = 综合

## 记录
record-ended = 完成
record-interrupted = 中断
record-held = 推演中
record-damaged = 已损坏，可恢复到损坏处之前
record-lost = 无法读取
record-other-version = 由另一版本的程序推演
record-mode-none = 自动推演
record-mode-training = 训练
record-mode-exercise = 演练
record-mode-watch = 观摩
record-line = { $mode } · { $tick } / { $until } · 命令 { $orders } 条 · 种子 { $seed }
record-branch = 自 { $tick } 分支
record-resume = 继续
record-recover = 恢复
record-review = 复盘
record-aside = 搁置
record-delete = 删除

ago-now = 刚才
ago-minutes = { $count } 分钟前
ago-hours = { $count } 小时前
ago-days = { $count } 天前

## 问题清单
problems-title = 想定有错误，不能打开
problems-again = 重新检查
problems-back = 返回想定库

## 设置
settings-title = 设置
settings-language = 语言
settings-look = 外观
settings-light = 浅色
settings-dark = 深色
settings-text-size = 字号
settings-projector = 投影
settings-projector-on = 放大一半，供后排看清
settings-units = 风力单位
settings-metric = 米/秒
settings-beaufort = 风力等级
settings-ramps = 灾害图层配色
settings-ramps-safe = 色觉友好
settings-ramps-classic = 传统暖色
settings-home = 设置和记录存放于 { $path }
