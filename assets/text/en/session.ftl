# The folders of records and settings.

session-taken = "{ $path }" is there already
session-held = "{ $path }" is being played; close that window first
session-unwritable = "{ $path }" cannot be written: { $reason }
session-unreadable = "{ $path }" cannot be read: { $reason }
session-changed = A scenario file inside the record was changed after the drill: { $name }
session-no-record = "{ $path }" is not a record of a drill
session-other-version = "{ $path }" was played by another version of the program; this one would make another drill of it. It stays as it is
session-misfit = The record names a seat or a time ({ $tick }) that its scenario does not have
session-damaged = "{ $path }" is damaged
session-home-elsewhere = "{ $asked }" cannot be written ({ $reason }); settings and records go to "{ $used }"
session-settings-aside = The settings could not be read, so the default ones are used; the file is kept as "{ $path }"
