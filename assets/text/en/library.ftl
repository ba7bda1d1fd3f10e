# The library, settings, the list of problems.

library-program = Tuiyan
library-title = Scenarios
library-search = Search
library-look-again = Look again
library-empty = No scenario was found. The path of a scenario folder can be given below.
library-path = Another scenario or record
library-path-hint = Paste the path of a folder, or drop the folder on the window
library-nothing-there = "{ $path }" is neither a scenario nor a record
library-open-path = Open path
library-open = Briefing
library-unreadable = Cannot be read; open it to see every problem
library-card-line = { $hazard } · { $hours } h from { $start } · { $seats } seats · { $units } units
library-difficulty = Difficulty: { $level }
library-last-result = Last finished: { $when }
library-last-result-dials = Last finished: { $when }, { $dials }
library-never-played = Not finished yet
library-interrupted = The last drill stopped at { $tick } and can go on: { $title }
library-resume = Resume the last drill
library-records = Records
library-no-records = No record yet
library-opening = Opening the scenario…
library-resuming = Resuming the drill…
library-cancel = Cancel
library-ask-aside = Move the record "{ $name }" to the folder of records set aside? It is not offered any more; its files stay.
library-ask-delete = Delete the record "{ $name }" for good? It cannot be brought back.
library-yes-aside = Set aside now
library-yes-delete = Delete now

hazard-wildfire = Wildfire
hazard-plant = chemical accident
hazard-flood = flood
hazard-reports = reports
hazard-quiet = No hazard
difficulty-1 = first drill
difficulty-2 = experienced
difficulty-3 = whole headquarters

## Records
record-ended = Finished
record-interrupted = Interrupted
record-held = Being played
record-damaged = Damaged; what stands before the damage can be recovered
record-lost = Cannot be read
record-other-version = Played by another version of the program
record-mode-none = Autopilot
record-mode-training = Training
record-mode-exercise = Exercise
record-mode-watch = Watch
record-line = { $mode } · { $tick } / { $until } · { $orders } orders · seed { $seed }
record-branch = Branched off at { $tick }
record-resume = Resume
record-recover = Recover
record-review = Review
record-aside = Set aside
record-delete = Delete

ago-now = just now
ago-minutes = { $count } min ago
ago-hours = { $count } h ago
ago-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}

## The list of problems
problems-title = The scenario has errors and cannot be opened
problems-again = Check again
problems-back = Back to the library

## Settings
settings-title = Settings
settings-language = Language
settings-look = Look
settings-light = Light
settings-dark = Dark
settings-text-size = Text size
settings-projector = Projector
settings-projector-on = Half as large again, for the back of the room
settings-units = Wind
settings-metric = m/s
settings-beaufort = Beaufort
settings-ramps = Colours of hazards
settings-ramps-safe = Safe for colour-blind eyes
settings-ramps-classic = Classic warm
settings-home = Settings and records are kept in { $path }
