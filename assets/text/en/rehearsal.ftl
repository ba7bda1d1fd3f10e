# The rehearsal: what happens if nobody acts, and if the plan is followed, before people play.

rehearsal-of-reports = This scenario is about reports alone: there is no loss to avert, and nothing to rehearse. Its review says how well was reported.
rehearsal-title = Rehearsed on { $seeds } seeds, each twice: nobody acts; every seat follows the plan
rehearsal-head-loss = Loss (mean)
rehearsal-head-nobody = Nobody acts
rehearsal-head-plan = By the plan
rehearsal-head-averted = Averted (95 % interval)
rehearsal-harmed = people harmed
rehearsal-area = area burnt, ha
rehearsal-yuan = damage, 10,000 yuan
rehearsal-interval = { $mean } ({ $low } to { $high })
rehearsal-same = on { $seeds } seeds neither people harmed nor area nor damage can be told apart between nobody acting and the plan: this scenario cannot show good command from bad
rehearsal-no-place = Even if nobody acts, fire reaches no place with people
rehearsal-latest = Latest safe order = fire's arrival − time to clear − a margin of 30 min
rehearsal-head-place = Place
rehearsal-head-arrival = Fire (earliest / median)
rehearsal-head-clearing = To clear, min (median / longest)
rehearsal-head-latest = Latest safe order (cautious / median)
rehearsal-head-plan-order = The plan's order (median / latest)
rehearsal-never = never
rehearsal-uncleared = not cleared
rehearsal-before-start = before the start
rehearsal-unknown = unknown
rehearsal-not-always = { $place }: fire arrives on { $count } of { $seeds } seeds
rehearsal-not-cleared = { $place }: by the plan everybody is safe on { $count } of { $seeds } seeds
rehearsal-late = { $place }: the plan's order to leave, { $order }, is later than the latest safe one, { $latest }
rehearsal-tanks = tanks lost
rehearsal-polluted = fire water in the river, m³
rehearsal-breathed = public above the level for lasting harm, person-min
rehearsal-fire-out = fire out, min
rehearsal-decisions = Decisions: what each option comes to on the same seeds, mean; * can be told from the first (95 % interval without zero)
