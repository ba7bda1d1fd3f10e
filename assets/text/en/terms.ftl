# Terms: orders, slots, states of units, reasons, abilities, kinds of place: every key that data of the engine can hold.

## Orders
order-acknowledge = Acknowledge
order-activate_level = Activate response level
order-assign_sector = Assign sector
order-attack = Attack flames
order-brief_crew = Safety briefing
order-build_line = Build line
order-call_back = Call back
order-close_road = Control traffic
order-command_post = Set up command post
order-cut_power = Cut power
order-drop_water = Drop water
order-evacuate = Evacuate
order-mop_up = Mop up and guard
order-protect = Protect with water
order-recon = Reconnoitre
order-reply = Reply
order-hand_over = Hand over command
order-alert = Publish a warning
order-publish = Tell the public, answer a rumour
order-terminate = End the response
order-call_seat = Call another seat
order-consult = Consult experts
order-request_expert = Ask an expert to come
order-requisition = Requisition
order-open_shelter = Open a shelter
order-medical = Care for the injured
order-monitor = Keep watch
order-cordon = Cordon off
slot-experts = experts
slot-expert = expert
slot-receipt = what for, and the receipt
slot-seat = seat
slot-every_min = reports every
slot-radius_m = radius
slot-lift = lift it
slot-consult-matter = what about
slot-role = role
slot-hand_over-to = to which seat
slot-briefing = briefing
slot-matter = what has happened
slot-period = how long it may last
slot-measures = measures
slot-alert-category = kind of warning
slot-alert-level = level of warning
slot-alert-from = from when
slot-alert-places = where
slot-alert-matter = what people have to know
slot-alert-measures = what people have to do
slot-alert-issuer = published by
slot-alert-means = by which means
slot-category = kind
slot-places = places
slot-issuer = published by
slot-means = means
slot-rebuts = the message it answers
slot-grounds = why it may end
refusal-has-it-already = the seat has this role already
refusal-no-level = no response level is in force
order-verify = Ask back
slot-fact = what
slot-says = what it says
slot-by_phone = by telephone, not in writing
item-unit = 1 Unit concerned
item-scene = 2 Time, place, scene
item-course = 3 Course of events
item-casualties = 4 Dead, injured, missing; first estimate of loss
item-measures = 5 Measures taken
item-other = 6 Anything else
order-report = Report
order-request_forces = Request forces
order-roll_call = Roll call
order-stage = Stage forward
order-warn = Warn by loudspeaker
order-withdraw = Withdraw

## Slots of orders
slot-buses = buses
slot-close_road-to = to
slot-from = from
slot-leader = leader
slot-level = level
slot-line = line
slot-message = Message
slot-near = near
slot-note = note
slot-open = open again
slot-place = place
slot-sector = sector
slot-shelter = shelter
slot-text = text
slot-to = to
slot-unit = unit
slot-units = units
slot-zone = safety zone

## States of units
state-away = not there yet
state-cut-off = cut off
state-lost = out of action
state-moving = on the way
state-on-scene = on scene
state-unheard = nothing heard
state-silent = does not answer
state-standby = standby
state-turning-out = turning out
state-working = working

## Why a unit stopped
reason-contained = fire contained
reason-done = job done
reason-night = no flying at night
reason-no-answer = nobody answers
reason-no-picture = no picture
reason-nobody-hurt = nobody hurt there
reason-intent = intent
reason-effect = expected effect
reason-why = why now
reason-no-fire-known = no fire has been reported
reason-no-known-way = no known open road leads there
reason-no-water = no water to be had
reason-loaded = has people on board
reason-new-order = given a new order
reason-nothing-seen = nothing seen
reason-nothing-to-wet = nothing to wet there
reason-overrun = overrun by fire
reason-too-far = too far to walk
reason-too-steep = too steep for the machine
reason-already-open = the shelter is open already
reason-already-requested = somebody has asked for it before
reason-shelter-full = the shelter has no room for so many
reason-no-cordon = there is no cordon there
reason-no-level = no response level is in force
reason-higher-level = a seat above has declared a higher level

## Why an order was not accepted
refusal-already-acknowledged = message was acknowledged before
refusal-already-requested = requested before
refusal-already-open = the shelter is open
refusal-no-cordon = no cordon is known there
refusal-nothing-heard = nobody has told of anything yet that could be asked back about
refusal-no-alarm = no alarm of it was told
refusal-no-road-in = no road leads into it
refusal-bad-text = text empty or too long
refusal-bad-confidence = confidence is 0 to 100 percent
refusal-bad-key = a key has small letters, digits and underscores
refusal-key-taken = there is an inject of this key
refusal-higher-level = a higher level is in force, raised by a seat above
refusal-missing = a required item is empty
refusal-night = no flying at night
refusal-no-channel = the seat and the unit have no channel in common
refusal-no-message = no such message
refusal-no-way = no open road
refusal-notice-held = the inject is held already
refusal-notice-not-held = the inject is not held
refusal-notice-sent = the inject was sent before
refusal-not-allowed = not an order of this seat
refusal-not-ready = unit not there yet or out of action
refusal-shelter-full = not enough room in the shelter
refusal-unfit = does not fit
refusal-unknown = no such thing
lacks-people = people living there
lacks-owner = belonging to others
lacks-other-seat = another seat than the own
lacks-heard = what somebody has told this seat, or unknown
lacks-one-value = one statement for each fact

## Abilities
ability-any = any unit
ability-attack = attacks flames
ability-carry = carries people
ability-line = builds line
ability-look = looks and reports
ability-warn = warns by loudspeaker
ability-medical = takes the injured to hospital
ability-water = brings water by road
ability-water-by-air = brings water by air

## Kinds of place
place-command-post = command post
place-facility = facility
place-landmark = landmark
place-safety-zone = safety zone
place-scenic-spot = scenic spot
place-school = school
place-shelter = shelter
place-staging-area = staging area
place-station = station
place-village = village
place-water-point = water point

## Stages of an order
stage-issued = issued
stage-received = received
stage-on-scene = on scene
stage-effect = effect
stage-done = done

## Compass
compass-n = north
compass-ne = north-east
compass-e = east
compass-se = south-east
compass-s = south
compass-sw = south-west
compass-w = west
compass-nw = north-west

## Directions
direction-send_now = send now
direction-hold = hold
direction-release = release
direction-reword = reword
direction-add = add
