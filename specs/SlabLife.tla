------------------------------ MODULE SlabLife -------------------------------
(* The life of slabs across the protocols, in one superslab: open it with a first
   slab; pin it, claim units, enter a slab in the directory, hold, refill, free,
   un-hold, adopt, die, clear the entry, return the units, unpin; evict, purge, offer
   again.

   A superslab that is not open has all its units claimed. Who evicts claims all of
   them first and only then retires the guard; who opens reopens the guard, pins,
   gives back the units that its slab does not use, and enters the slab. So a claim
   that succeeds is one in an open superslab. A thread that evicts on its way out of a
   dead slab still has that slab's pin, as if another one did it.

   A slab has one unit or several, and one entry of the directory a unit, which are
   written one by one, the first unit's last: a walker knows a slab by that entry and
   may kill it at once, and its units may be another slab's before the next step of
   the thread that entered it. Whoever frees a block finds its slab by any unit.

   A slab has one block here: chains are the matter of BatchRefill and
   RemoteFreeQueue. A block in a magazine, a block with a user and one that is taken
   for a purge are all "out": see HeapLife and SlabPurge. Who adopts finds the slab
   by the directory; SlabIndex is about finding it sooner. Who trims walks the
   directory and kills what has all its blocks home. Not modelled: runs of several
   superslabs, large blocks that grow, the table of units that hot paths look into.

   A thread may stop for ever after any step. Loops that keep nothing of a failed
   round are one step; the slab's word is read in one step and set in another. *)
EXTENDS SlabWord, FiniteSets, TLC

CONSTANTS Threads, Units, Lengths, Slabs, Generations

VARIABLES
    pin,        \* the superslab's pin word
    free,       \* the free units
    directory,  \* directory[u]: the slab in unit u, 0 when none
    word,       \* word[s]: the word of slab object s; REFUSED before its formation
    place,      \* place[s]: its units, none before its formation
    block,      \* block[s]: where its block is: "home" (or not carved yet), "out", "freeing"
    pooled,     \* whether the superslab is free in the run map
    resident,   \* the units that have memory with what was written there
    released,   \* released[g]: how often its memory was released in generation g
    quiet,      \* whether the program has stopped forming, adopting and refilling
    pc, slab, units, life, seen  \* of each thread: next step, slab object, units to go, generation, slab's word

local == <<pc, slab, units, life, seen>>
shared == <<pin, free, directory, word, place, block, pooled, resident, released, quiet>>
vars == <<shared, local>>

Symmetry == Permutations(Threads)
Capacity == 1
Ids == 1 .. Slabs
Guard == INSTANCE PinGuard WITH
    Lives <- Generations, None <- 0, Refused <- REFUSED, word <- pin, life <- 0, memory <- 0, released <- released,
    pooled <- pooled, pc <- pc, view <- 0, seen <- seen

Formed == {s \in Ids : place[s] # {}}
Lowest(numbers) == CHOOSE u \in numbers : \A v \in numbers : u <= v
Highest(numbers) == CHOOSE u \in numbers : \A v \in numbers : v <= u
First(s) == Lowest(place[s])
\* The free runs of each length: its lowest one.
Runs(among) ==
    LET starts(n) == {u \in Units : u .. u + n - 1 \subseteq among}
    IN {Lowest(starts(n)) .. Lowest(starts(n)) + n - 1 : n \in {m \in Lengths : starts(m) # {}}}

TypeOK ==
    /\ free \subseteq Units
    /\ directory \in [Units -> {0} \cup Ids]
    /\ block \in [Ids -> {"home", "out", "freeing"}]
    /\ resident \subseteq Units
    /\ \A s \in Formed : word[s].state \in States /\ place[s] \subseteq Units

Init ==
    /\ pin = Guard!Pack(0, "RELEASED", 0) /\ pooled = TRUE /\ resident = {}
    /\ free = {} /\ directory = [u \in Units |-> 0]
    /\ word = [s \in Ids |-> REFUSED] /\ place = [s \in Ids |-> {}] /\ block = [s \in Ids |-> "home"]
    /\ released = [g \in 0 .. Generations - 1 |-> 0]
    /\ quiet = FALSE
    /\ pc = [t \in Threads |-> "idle"] /\ seen = [t \in Threads |-> REFUSED]
    /\ slab = [t \in Threads |-> 0] /\ units = [t \in Threads |-> {}] /\ life = [t \in Threads |-> 0]

\* The next step of a thread, and all that it remembers.
Remember(t, step, s, us, g, w) ==
    /\ pc' = [pc EXCEPT ![t] = step]
    /\ slab' = [slab EXCEPT ![t] = s] /\ units' = [units EXCEPT ![t] = us] /\ life' = [life EXCEPT ![t] = g]
    /\ seen' = [seen EXCEPT ![t] = w]
Idle(t) == Remember(t, "idle", 0, {}, 0, REFUSED)
Following(steps, step) == steps[(CHOOSE i \in DOMAIN steps : steps[i] = step) + 1]

\* The object of a new slab: one that was never used before.
Fresh(us) == Lowest(Ids \ Formed)
\* A slab in these units, which nobody knows before it is entered.
Form(t, us) ==
    LET s == Fresh(us)
    IN /\ word' = [word EXCEPT ![s] = NewWord]
       /\ place' = [place EXCEPT ![s] = us]
       /\ Remember(t, "enter", s, us, 0, REFUSED)

(* ---- open: all units are claimed until the superslab is pinned for its first slab ---- *)
OpenSteps == <<"reopen", "pinFirst", "share">>
Open(t) ==
    /\ pc[t] = "idle" /\ ~quiet /\ pooled /\ Formed # Ids /\ pin.generation < Generations - 1
    /\ pooled' = FALSE /\ resident' = Units
    /\ \E us \in Runs(Units) : Remember(t, OpenSteps[1], 0, us, 0, REFUSED)
    /\ UNCHANGED <<pin, free, directory, word, place, block, released, quiet>>
Reopen(t) ==
    /\ pc[t] = "reopen" /\ pin' = Guard!NextReopen(pin)
    /\ Remember(t, Following(OpenSteps, "reopen"), 0, units[t], pin'.generation, REFUSED)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
\* Whether this pin was refused is not asked: nobody else can have retired the guard.
PinFirst(t) ==
    /\ pc[t] = "pinFirst"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN pin' = IF next = REFUSED THEN pin ELSE next
    /\ Remember(t, Following(OpenSteps, "pinFirst"), 0, units[t], 0, REFUSED)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
Share(t) ==
    /\ pc[t] = "share"
    /\ free' = free \cup (Units \ units[t]) /\ Form(t, units[t])
    /\ UNCHANGED <<pin, directory, block, pooled, resident, released, quiet>>

(* ---- form: tryPin, claim, enter unit by unit ---- *)
LookUp(t) ==
    /\ pc[t] = "idle" /\ ~quiet /\ Formed # Ids
    /\ Remember(t, "pin", 0, {}, pin.generation, REFUSED)
    /\ UNCHANGED shared
Pin(t) ==
    /\ pc[t] = "pin"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN IF next = REFUSED THEN Idle(t) /\ UNCHANGED pin ELSE Remember(t, "claim", 0, {}, 0, REFUSED) /\ pin' = next
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
Claim(t) ==
    /\ pc[t] = "claim"
    /\ \/ \E us \in Runs(free) : Formed # Ids /\ Form(t, us) /\ free' = free \ us
       \/ /\ Runs(free) = {} \/ Formed = Ids
          /\ Remember(t, "unpin", 0, {}, 0, REFUSED)
          /\ UNCHANGED <<free, word, place>>
    /\ UNCHANGED <<pin, directory, block, pooled, resident, released, quiet>>
NextToEnter(us) == Highest(us)
EnterUnit(t) ==
    /\ pc[t] = "enter"
    /\ LET u == NextToEnter(units[t])
       IN /\ directory' = [directory EXCEPT ![u] = slab[t]]
          /\ IF units[t] = {u} THEN Idle(t) ELSE Remember(t, "enter", slab[t], units[t] \ {u}, 0, REFUSED)
    /\ UNCHANGED <<pin, free, word, place, block, pooled, resident, released, quiet>>
\* Its maker has it to refill from.
Entered(s) == s \in Formed /\ \A t \in Threads : ~(pc[t] = "enter" /\ slab[t] = s)

(* ---- the slab's word ---- *)
Read(t, step, s, next) ==
    /\ pc[t] = "idle"
    /\ next # REFUSED /\ next # word[s]
    /\ Remember(t, step, s, {}, 0, word[s])
Step(t, step) == pc[t] = step /\ word[slab[t]] = seen[t]
Others == <<pin, free, directory, place, pooled, resident, released, quiet>>
\* What is left to do after a death, in this order.
DeathSteps == <<"forget", "return", "unpin", "idle">>
Then(t, step, s) == IF step = "idle" \/ s = 0 THEN Idle(t) ELSE Remember(t, step, s, place[s], 0, REFUSED)
Became(t, next) ==
    /\ word' = [word EXCEPT ![slab[t]] = next]
    /\ IF Duty(seen[t], next) = "RETIRE" THEN Then(t, DeathSteps[1], slab[t]) ELSE Idle(t)

RefillRead(t, s) ==
    /\ ~quiet /\ Entered(s)
    /\ Read(t, "refill", s, NextRefill(word[s], Capacity, 1))
    /\ UNCHANGED shared
RefillStep(t) ==
    /\ Step(t, "refill")
    /\ Became(t, NextRefill(seen[t], Capacity, 1))
    /\ block' = [block EXCEPT ![slab[t]] = "out"]
    /\ UNCHANGED Others
UnholdRead(t, s) ==
    /\ Entered(s)
    /\ Read(t, "unhold", s, NextUnhold(word[s], Capacity))
    /\ UNCHANGED shared
UnholdStep(t) == Step(t, "unhold") /\ Became(t, NextUnhold(seen[t], Capacity)) /\ UNCHANGED <<block, Others>>
\* Whoever walks the directory knows a slab by its first unit.
Found(u) == directory[u] # 0 /\ u = First(directory[u])
TrimRead(t, u) ==
    /\ Found(u)
    /\ Read(t, "trim", directory[u], NextRetire(word[directory[u]]))
    /\ UNCHANGED shared
TrimStep(t) == Step(t, "trim") /\ Became(t, NextRetire(seen[t])) /\ UNCHANGED <<block, Others>>
\* Whoever frees a block has its address alone; the directory tells the slab.
FreeRead(t, u) ==
    /\ directory[u] # 0 /\ block[directory[u]] = "out"
    /\ Read(t, "push", directory[u], NextPush(word[directory[u]], 0, 1))
    /\ block' = [block EXCEPT ![directory[u]] = "freeing"]
    /\ UNCHANGED <<pin, free, directory, word, place, pooled, resident, released, quiet>>
PushStep(t) ==
    /\ Step(t, "push")
    /\ Became(t, NextPush(seen[t], 0, 1))
    /\ block' = [block EXCEPT ![slab[t]] = "home"]
    /\ UNCHANGED Others
Failed(t) ==
    /\ pc[t] \in {"refill", "unhold", "trim", "push"} /\ word[slab[t]] # seen[t]
    /\ block' = IF pc[t] = "push" THEN [block EXCEPT ![slab[t]] = "out"] ELSE block
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, word, place, pooled, resident, released, quiet>>
AdoptRead(t, u) ==
    /\ pc[t] = "idle" /\ ~quiet /\ Found(u) /\ word[directory[u]].state = "LISTED"
    /\ Remember(t, "hold", directory[u], {}, 0, REFUSED)
    /\ UNCHANGED shared
Hold(t) ==
    /\ pc[t] = "hold"
    /\ LET next == NextHold(word[slab[t]])
       IN word' = IF next = REFUSED THEN word ELSE [word EXCEPT ![slab[t]] = next]
    /\ Idle(t)
    /\ UNCHANGED <<block, Others>>

(* ---- death ---- *)
Forget(t) ==
    /\ pc[t] = "forget"
    /\ LET u == Highest(units[t])
       IN /\ directory' = [directory EXCEPT ![u] = 0]
          /\ IF units[t] = {u} THEN Then(t, Following(DeathSteps, "forget"), slab[t])
             ELSE Remember(t, "forget", slab[t], units[t] \ {u}, 0, REFUSED)
    /\ UNCHANGED <<pin, free, word, place, block, pooled, resident, released, quiet>>
Return(t) ==
    /\ pc[t] = "return" /\ free' = free \cup units[t]
    /\ Then(t, Following(DeathSteps, "return"), slab[t])
    /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
\* What is left to do for whoever releases, in this order.
ReleaseSteps == <<"purge", "pool", "idle">>
Unpin(t) ==
    /\ pc[t] = "unpin"
    /\ LET next == Guard!NextUnpin(pin)
       IN /\ pin' = next
          /\ IF next.state = "RELEASED" THEN Remember(t, ReleaseSteps[1], 0, {}, 0, REFUSED)
             ELSE Then(t, Following(DeathSteps, "unpin"), slab[t])
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>

(* ---- evict: claim all units, retire, release ---- *)
EvictClaim(t) ==
    /\ pc[t] = "idle" /\ free = Units /\ free' = {}
    /\ Remember(t, "evict", 0, {}, 0, REFUSED)
    /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
EvictRead(t) ==
    /\ pc[t] = "evict" /\ Remember(t, "retire", 0, {}, pin.generation, REFUSED)
    /\ UNCHANGED shared
Retire(t) ==
    /\ pc[t] = "retire"
    /\ LET next == Guard!NextRetire(pin, life[t])
       IN /\ pin' = IF next = REFUSED THEN pin ELSE next
          /\ IF next.state = "RELEASED" THEN Remember(t, ReleaseSteps[1], 0, {}, 0, REFUSED) ELSE Idle(t)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
Purge(t) ==
    /\ pc[t] = "purge" /\ resident' = {}
    /\ released' = [released EXCEPT ![pin.generation] = @ + 1]
    /\ Remember(t, Following(ReleaseSteps, "purge"), 0, {}, 0, REFUSED)
    /\ UNCHANGED <<pin, free, directory, word, place, block, pooled, quiet>>
Pool(t) ==
    /\ pc[t] = "pool" /\ pooled' = TRUE
    /\ Remember(t, Following(ReleaseSteps, "pool"), 0, {}, 0, REFUSED)
    /\ UNCHANGED <<pin, free, directory, word, place, block, resident, released, quiet>>

QuietDown ==
    /\ ~quiet /\ quiet' = TRUE
    /\ UNCHANGED <<pin, free, directory, word, place, block, pooled, resident, released, local>>

\* What a thread that does not stop for ever gets done: what it has begun, and giving back what it has.
Finish(t) ==
    \/ Reopen(t) \/ PinFirst(t) \/ Share(t) \/ Pin(t) \/ Claim(t) \/ EnterUnit(t)
    \/ RefillStep(t) \/ UnholdStep(t) \/ TrimStep(t) \/ PushStep(t) \/ Failed(t) \/ Hold(t)
    \/ Forget(t) \/ Return(t) \/ Unpin(t) \/ EvictRead(t) \/ Retire(t) \/ Purge(t) \/ Pool(t)
GiveBack(t) == (\E s \in Ids : UnholdRead(t, s)) \/ (\E u \in Units : FreeRead(t, u))
Begin(t) ==
    \/ Open(t) \/ LookUp(t) \/ EvictClaim(t)
    \/ \E s \in Ids : RefillRead(t, s)
    \/ \E u \in Units : AdoptRead(t, u) \/ TrimRead(t, u)
Next == QuietDown \/ \E t \in Threads : Begin(t) \/ GiveBack(t) \/ Finish(t)
Spec == Init /\ [][Next]_vars /\ \A t \in Threads : WF_vars(Finish(t) \/ GiveBack(t))

(* ---- properties ---- *)
Alive == {s \in Formed : word[s].state # "DEAD"}
NoUseOfReleasedMemory == \A s \in Formed : s \in Alive \/ block[s] # "home" => place[s] \subseteq resident
UnitsReturnedAfterDeath == \A s \in Alive : place[s] \cap free = {}
OneSlabAUnit == \A r, s \in Alive : r # s => place[r] \cap place[s] = {}
DirectoryTellsTheTruth ==
    /\ \A u \in Units : directory[u] # 0 => u \notin free
    /\ \A s \in Alive : Entered(s) => \A u \in place[s] : directory[u] = s
DeadHasAllHome == \A s \in Formed : word[s].state = "DEAD" => block[s] = "home"
BlocksAreCounted == \A s \in Formed : word[s].carved - word[s].count = (IF block[s] = "home" THEN 0 ELSE 1)
At(steps) == {t \in Threads : pc[t] \in steps}
\* Every unit of an open superslab is free, in a slab that lives, or in the hands of a thread.
UnitsAreConserved ==
    \A u \in Units : \/ u \in free \/ \E s \in Alive : u \in place[s]
                     \/ \E t \in At({"forget", "return"}) : u \in place[slab[t]]
                     \/ pin.state # "LIVE" \/ At({"pinFirst", "share", "evict", "retire"}) # {}
\* One pin for each slab that lives, and one for each thread on the way there or back.
PinsAreConserved ==
    pin.pins = Cardinality(Alive) + Cardinality(At({"share", "claim", "forget", "return", "unpin"}))
\* An unpin without a pin throws.
NobodyUnpinsInVain == At({"unpin"}) # {} => Guard!NextUnpin(pin) # REFUSED
ClaimedUnlessOpen == pin.state # "LIVE" => free = {}
NoSlabInRetiringSuperslab == Alive # {} => pin.state = "LIVE"
ReleasedOnce == \A g \in DOMAIN released : released[g] <= 1
ReleasedIsEmpty == pin.state = "RELEASED" => free = {} /\ \A u \in Units : directory[u] = 0
DeadIsFinal == [][\A s \in Formed : word[s].state = "DEAD" => word'[s] = word[s]]_vars
\* With nobody stopped and no more work begun, a retired superslab is released.
RetiredIsReleased == (quiet /\ pin.state = "RETIRING") ~> (released[pin.generation] = 1)
=============================================================================
