# The director's view.

director-case = The seed drew: { $case }
director-held-by = Held by { $seat }
director-truth = Director: truth
director-picture = Picture of { $seat }
director-picture-of = Picture of
director-linked = Move both maps together

## Injects
director-injects = Injects
director-inject-waiting = waiting
director-inject-held = held
director-inject-dropped = not needed
director-inject-pending = { $what }, as soon as the clock runs
director-inject-sent = sent { $time }
director-inject-added = added by the director
director-inject-from = from { $name }
director-inject-reworded = reworded
director-inject-read = received { $time }
director-inject-unread = not received yet
director-inject-acknowledged = acknowledged { $time }
director-truth-true = true
director-truth-false = false
director-truth-stale = out of date
director-confidence = confidence { $n } %
director-send-now = Send now
director-hold = Hold
director-release = Release
director-reword = Reword
director-add = Add an inject
director-text-zh = Text in Chinese
director-text-en = Text in English
director-confidence-field = Confidence
director-to = To
director-after = Minutes from now
director-save = Save
director-cancel = Cancel

## Seats
director-seats = Seats
director-person = Person
director-auto = Autopilot
director-look = Show its picture
director-seat-counts = { $messages } messages, { $open } not acknowledged, { $orders } orders
director-seat-load = leads { $n }: { $units } units, { $seats } seats below
director-seat-held = held by { $seat } now

## Notes
director-notes = Notes
director-note-field = One line of text; Enter keeps a bookmark (key B)
director-bookmark = Bookmark
director-note = Note

## Units
director-units = Units
director-unit = Unit
director-unit-true = True state
director-unit-believed = Believed state
director-unit-off = Off by
director-unit-age = Age of the report
director-unit-unknown = nothing reported
director-km = { $n } km

## Log
director-log = Log
director-log-all = Also what goes on as usual

## Figures
director-area = Burnt { $n } ha
director-in-fire = Still at places on fire { $n }
director-safe = In shelters { $n }
director-public = Public: { $dead } dead, { $injured } injured
director-responders = Responders: { $dead } dead, { $injured } injured

## Plant
plant-basin = Fire water { $n } of { $all } m³
plant-pumps = Pumps { $run } of { $all }, head { $head } m
plant-monitors = Given { $flow } L/s ({ $share }% of rated)
plant-foam = Foam in store { $n } t ({ $share }%)
plant-outfall-open = Outfall open, { $n } m³ in the river
plant-outfall-shut = Outfall shut, { $n } m³ in the river
plant-pond = Pond { $n } of { $all } m³
plant-power-on = Power on
plant-power-off = Power cut
plant-styrene = { $tank } { $n } °C
plant-bund = Water in { $tank } { $n }/{ $all } m³
plant-lost = Tanks lost { $n }: { $names }
