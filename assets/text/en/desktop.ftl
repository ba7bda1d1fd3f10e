# Words that the screens of the desktop share: names of screens, modes, commands.

## Screens
screen-exercise = Exercise
screen-director = Director
screen-review = Review

## Modes
mode-training = training
mode-exercise = exercise
mode-watch = watching

## Commands: names on buttons, keys and in the palette
command-go = Go on
command-pause = Pause
command-step = Play one minute
command-next-event = Play to the next event
command-next-seat = Next seat
command-seat = Seat { $seat }
command-speed = Speed { $n }×
command-language = Switch language
command-look = Light or dark
command-layer-relief = Layer: relief
command-layer-roads = Layer: roads
command-layer-names = Layer: names
command-layer-units = Layer: units
command-field = Hazard: { $field }
command-layer-routes = Layer: routes
command-layer-tanks = Layer: tanks
command-layer-heat = Layer: heat
command-layer-air = Layer: smoke and gas
command-layer-zones = Layer: zones
command-whole-map = Whole map
command-fold-left = Fold the left panels
command-fold-right = Fold the right panels
command-fold-bottom = Fold the timeline
command-director = Open the director
command-review = Open the review
command-leave = Leave the drill
key-space = Space

## The clock bar
bar-seat = Seat
bar-mode = How it is played
bar-speed = Speed
bar-level = Response { $level }
bar-no-level = No response level
bar-reached = really { $n }×
bar-reached-hint = The drill cannot keep up with the speed asked for; results do not change
bar-over = Drill over
bar-director-only = In an exercise the director runs the clock
bar-leave = Leave
bar-leave-hint = Back to the library; the drill is kept and can be resumed
