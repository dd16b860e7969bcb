------------------------------ MODULE SlabLife -------------------------------
(* The life of slabs across the protocols, in one superslab: open it with a first
   slab; pin it, claim a unit, form a slab, hold, refill, free, un-hold, adopt, die,
   forget the directory's entry, return the unit, unpin; evict, release once.

   A superslab that is not open has all its units claimed. Who evicts claims all of
   them first and only then retires the guard; who opens reopens the guard, pins,
   enters the first slab in the directory, and then gives back the units that it does
   not use. So a claim that succeeds is one in an open superslab. A thread that evicts
   on its way out of a dead slab still has that slab's pin, as if another one did it.

   A slab has one block here: chains are the matter of BatchRefill and
   RemoteFreeQueue. A block in a magazine and a block with a user are both "out".
   Who adopts finds the slab by the directory; SlabIndex is about finding it sooner.
   Who trims walks the directory and kills what has all its blocks home.
   A thread may stop for ever after any step. Loops that keep nothing of a failed
   round are one step; the slab's word is read in one step and set in another. *)
EXTENDS SlabWord, FiniteSets, TLC

CONSTANTS Threads, Units, Slabs, Generations

VARIABLES
    pin,        \* the superslab's pin word
    free,       \* the free units
    directory,  \* directory[u]: the slab in unit u, 0 when none
    word,       \* word[s]: the word of slab object s; REFUSED before its formation
    place,      \* place[s]: its unit, 0 before its formation
    block,      \* block[s]: where its block is: "home" (or not carved yet), "out", "freeing"
    pooled,     \* whether the superslab is free in the run map
    resident,   \* whether it has memory
    released,   \* released[g]: how often its memory was released in generation g
    quiet,      \* whether the program has stopped forming, adopting and refilling
    pc, slab, unit, life, seen  \* of each thread: next step, slab object, unit, generation, slab's word

local == <<pc, slab, unit, life, seen>>
shared == <<pin, free, directory, word, place, block, pooled, resident, released, quiet>>
vars == <<shared, local>>

Symmetry == Permutations(Threads)
Capacity == 1
Ids == 1 .. Slabs
Guard == INSTANCE PinGuard WITH
    Lives <- Generations, None <- 0, Refused <- REFUSED, word <- pin, life <- 0, memory <- 0, released <- released,
    pooled <- pooled, pc <- pc, view <- 0, seen <- seen

Formed == {s \in Ids : place[s] # 0}

TypeOK ==
    /\ free \subseteq Units
    /\ directory \in [Units -> {0} \cup Ids]
    /\ block \in [Ids -> {"home", "out", "freeing"}]
    /\ \A s \in Formed : word[s].state \in States /\ place[s] \in Units

Init ==
    /\ pin = Guard!Pack(0, "RELEASED", 0)
    /\ free = {}
    /\ directory = [u \in Units |-> 0]
    /\ word = [s \in Ids |-> REFUSED]
    /\ place = [s \in Ids |-> 0]
    /\ block = [s \in Ids |-> "home"]
    /\ pooled = TRUE
    /\ resident = FALSE
    /\ released = [g \in 0 .. Generations - 1 |-> 0]
    /\ quiet = FALSE
    /\ pc = [t \in Threads |-> "idle"]
    /\ slab = [t \in Threads |-> 0] /\ unit = [t \in Threads |-> 0] /\ life = [t \in Threads |-> 0]
    /\ seen = [t \in Threads |-> REFUSED]

\* The next step of a thread, and all that it remembers.
Remember(t, step, s, u, g, w) ==
    /\ pc' = [pc EXCEPT ![t] = step]
    /\ slab' = [slab EXCEPT ![t] = s] /\ unit' = [unit EXCEPT ![t] = u] /\ life' = [life EXCEPT ![t] = g]
    /\ seen' = [seen EXCEPT ![t] = w]
Idle(t) == Remember(t, "idle", 0, 0, 0, REFUSED)

Enter(s, u) ==
    /\ word' = [word EXCEPT ![s] = NewWord]
    /\ place' = [place EXCEPT ![s] = u]
    /\ directory' = [directory EXCEPT ![u] = s]
Lowest(units) == CHOOSE u \in units : \A v \in units : u <= v
\* The object of a new slab: one that was never used before.
Fresh(u) == Lowest(Ids \ Formed)

(* ---- open: all units are claimed until the first slab has its pin ---- *)
OpenSteps == <<"reopen", "pinFirst", "enter", "share">>
AfterOpen(step) == OpenSteps[(CHOOSE i \in DOMAIN OpenSteps : OpenSteps[i] = step) + 1]
Open(t) ==
    /\ pc[t] = "idle" /\ ~quiet /\ pooled /\ Formed # Ids /\ pin.generation < Generations - 1
    /\ pooled' = FALSE
    /\ resident' = TRUE
    /\ Remember(t, OpenSteps[1], 0, Lowest(Units), 0, REFUSED)
    /\ UNCHANGED <<pin, free, directory, word, place, block, released, quiet>>
Reopen(t) ==
    /\ pc[t] = "reopen"
    /\ pin' = Guard!NextReopen(pin)
    /\ Remember(t, AfterOpen("reopen"), 0, unit[t], pin'.generation, REFUSED)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
\* Whether this pin was refused is not asked: nobody else can have retired the guard.
PinFirst(t) ==
    /\ pc[t] = "pinFirst"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN pin' = IF next = REFUSED THEN pin ELSE next
    /\ Remember(t, AfterOpen("pinFirst"), 0, unit[t], 0, REFUSED)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
EnterFirst(t) ==
    /\ pc[t] = "enter"
    /\ Enter(Fresh(unit[t]), unit[t])
    /\ Remember(t, AfterOpen("enter"), 0, unit[t], 0, REFUSED)
    /\ UNCHANGED <<pin, free, block, pooled, resident, released, quiet>>
Share(t) ==
    /\ pc[t] = "share"
    /\ free' = free \cup (Units \ {unit[t]})
    /\ Idle(t)
    /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>

(* ---- form: tryPin, claim, form ---- *)
LookUp(t) ==
    /\ pc[t] = "idle" /\ ~quiet /\ Cardinality(Formed) < Slabs
    /\ Remember(t, "pin", 0, 0, pin.generation, REFUSED)
    /\ UNCHANGED shared
Pin(t) ==
    /\ pc[t] = "pin"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN IF next = REFUSED THEN Idle(t) /\ UNCHANGED pin ELSE Remember(t, "claim", 0, 0, 0, REFUSED) /\ pin' = next
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
Claim(t) ==
    /\ pc[t] = "claim"
    /\ IF free = {} \/ Formed = Ids THEN Remember(t, "unpin", 0, 0, 0, REFUSED) /\ UNCHANGED free
       ELSE Remember(t, "form", 0, Lowest(free), 0, REFUSED) /\ free' = free \ {Lowest(free)}
    /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
Form(t) ==
    /\ pc[t] = "form"
    /\ IF Formed = Ids
       THEN Remember(t, "return", 0, unit[t], 0, REFUSED) /\ UNCHANGED <<word, place, directory>>
       ELSE Enter(Fresh(unit[t]), unit[t]) /\ Idle(t)
    /\ UNCHANGED <<pin, free, block, pooled, resident, released, quiet>>

(* ---- the slab's word ---- *)
Read(t, step, s, next) ==
    /\ pc[t] = "idle" /\ s \in Formed
    /\ next # REFUSED /\ next # word[s]
    /\ Remember(t, step, s, place[s], 0, word[s])
Step(t, step) == pc[t] = step /\ word[slab[t]] = seen[t]
\* What is left to do after a death, in this order.
DeathSteps == <<"forget", "return", "unpin">>
After(step) ==
    IF step = DeathSteps[1] THEN DeathSteps[2] ELSE IF step = DeathSteps[2] THEN DeathSteps[3] ELSE "idle"
Became(t, next) ==
    /\ word' = [word EXCEPT ![slab[t]] = next]
    /\ IF Duty(seen[t], next) = "RETIRE" THEN Remember(t, DeathSteps[1], 0, unit[t], 0, REFUSED) ELSE Idle(t)

RefillRead(t, s) ==
    /\ ~quiet
    /\ Read(t, "refill", s, NextRefill(word[s], Capacity, 1))
    /\ UNCHANGED shared
RefillStep(t) ==
    /\ Step(t, "refill")
    /\ Became(t, NextRefill(seen[t], Capacity, 1))
    /\ block' = [block EXCEPT ![slab[t]] = "out"]
    /\ UNCHANGED <<pin, free, directory, place, pooled, resident, released, quiet>>
UnholdRead(t, s) ==
    /\ Read(t, "unhold", s, NextUnhold(word[s], Capacity))
    /\ UNCHANGED shared
UnholdStep(t) ==
    /\ Step(t, "unhold")
    /\ Became(t, NextUnhold(seen[t], Capacity))
    /\ UNCHANGED <<pin, free, directory, place, block, pooled, resident, released, quiet>>
\* Whoever trims finds the slab in the directory.
TrimRead(t, u) ==
    /\ directory[u] # 0
    /\ Read(t, "trim", directory[u], NextRetire(word[directory[u]]))
    /\ UNCHANGED shared
TrimStep(t) ==
    /\ Step(t, "trim")
    /\ Became(t, NextRetire(seen[t]))
    /\ UNCHANGED <<pin, free, directory, place, block, pooled, resident, released, quiet>>
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
    /\ UNCHANGED <<pin, free, directory, place, pooled, resident, released, quiet>>
Failed(t) ==
    /\ pc[t] \in {"refill", "unhold", "trim", "push"} /\ word[slab[t]] # seen[t]
    /\ block' = IF pc[t] = "push" THEN [block EXCEPT ![slab[t]] = "out"] ELSE block
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, word, place, pooled, resident, released, quiet>>
AdoptRead(t, u) ==
    /\ pc[t] = "idle" /\ ~quiet /\ directory[u] # 0 /\ word[directory[u]].state = "LISTED"
    /\ Remember(t, "hold", directory[u], u, 0, REFUSED)
    /\ UNCHANGED shared
Hold(t) ==
    /\ pc[t] = "hold"
    /\ LET next == NextHold(word[slab[t]])
       IN word' = IF next = REFUSED THEN word ELSE [word EXCEPT ![slab[t]] = next]
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, place, block, pooled, resident, released, quiet>>

(* ---- death ---- *)
Then(t, step) == Remember(t, After(step), 0, unit[t], 0, REFUSED)
Forget(t) ==
    /\ pc[t] = "forget"
    /\ directory' = [directory EXCEPT ![unit[t]] = 0]
    /\ Then(t, "forget")
    /\ UNCHANGED <<pin, free, word, place, block, pooled, resident, released, quiet>>
Return(t) ==
    /\ pc[t] = "return"
    /\ free' = free \cup {unit[t]}
    /\ Then(t, "return")
    /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
Unpin(t) ==
    /\ pc[t] = "unpin"
    /\ LET next == Guard!NextUnpin(pin)
       IN /\ pin' = next
          /\ IF next.state = "RELEASED" THEN Remember(t, "release", 0, 0, 0, REFUSED)
             ELSE IF After("unpin") = "idle" THEN Idle(t) ELSE Then(t, "unpin")
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>

(* ---- evict: claim all units, retire, release ---- *)
EvictClaim(t) ==
    /\ pc[t] = "idle" /\ free = Units
    /\ free' = {}
    /\ Remember(t, "evict", 0, 0, 0, REFUSED)
    /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
EvictRead(t) ==
    /\ pc[t] = "evict"
    /\ Remember(t, "retire", 0, 0, pin.generation, REFUSED)
    /\ UNCHANGED shared
Retire(t) ==
    /\ pc[t] = "retire"
    /\ LET next == Guard!NextRetire(pin, life[t])
       IN /\ pin' = IF next = REFUSED THEN pin ELSE next
          /\ IF next.state = "RELEASED" THEN Remember(t, "release", 0, 0, 0, REFUSED) ELSE Idle(t)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
Release(t) ==
    /\ pc[t] = "release"
    /\ resident' = FALSE
    /\ released' = [released EXCEPT ![pin.generation] = @ + 1]
    /\ Remember(t, "pool", 0, 0, 0, REFUSED)
    /\ UNCHANGED <<pin, free, directory, word, place, block, pooled, quiet>>
Pool(t) ==
    /\ pc[t] = "pool"
    /\ pooled' = TRUE
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, word, place, block, resident, released, quiet>>

QuietDown ==
    /\ ~quiet /\ quiet' = TRUE
    /\ UNCHANGED <<pin, free, directory, word, place, block, pooled, resident, released, local>>

\* What a thread that does not stop for ever gets done: what it has begun, and giving back what it has.
Finish(t) ==
    \/ Reopen(t) \/ PinFirst(t) \/ EnterFirst(t) \/ Share(t) \/ Pin(t) \/ Claim(t) \/ Form(t)
    \/ RefillStep(t) \/ UnholdStep(t) \/ TrimStep(t) \/ PushStep(t) \/ Failed(t) \/ Hold(t)
    \/ Forget(t) \/ Return(t) \/ Unpin(t) \/ EvictRead(t) \/ Retire(t) \/ Release(t) \/ Pool(t)
GiveBack(t) == (\E s \in Ids : UnholdRead(t, s)) \/ (\E u \in Units : FreeRead(t, u))
Begin(t) ==
    \/ Open(t) \/ LookUp(t) \/ EvictClaim(t)
    \/ \E s \in Ids : RefillRead(t, s)
    \/ \E u \in Units : AdoptRead(t, u) \/ TrimRead(t, u)
Next == QuietDown \/ \E t \in Threads : Begin(t) \/ GiveBack(t) \/ Finish(t)
Spec == Init /\ [][Next]_vars /\ \A t \in Threads : WF_vars(Finish(t) \/ GiveBack(t))

(* ---- properties ---- *)
Alive == {s \in Formed : word[s].state # "DEAD"}
NoUseOfReleasedMemory == ~resident => Alive = {} /\ \A s \in Ids : block[s] = "home"
UnitsReturnedAfterDeath == \A s \in Alive : place[s] \notin free
OneSlabAUnit == \A r, s \in Alive : r # s => place[r] # place[s]
DirectoryTellsTheTruth ==
    /\ \A u \in Units : directory[u] # 0 => u \notin free
    /\ \A s \in Alive : directory[place[s]] = s
DeadHasAllHome == \A s \in Formed : word[s].state = "DEAD" => block[s] = "home"
BlocksAreCounted == \A s \in Formed : word[s].carved - word[s].count = (IF block[s] = "home" THEN 0 ELSE 1)
At(steps) == {t \in Threads : pc[t] \in steps}
\* Every unit of an open superslab is free, in a slab that lives, or in the hands of a thread.
UnitsAreConserved ==
    \A u \in Units : \/ u \in free \/ \E s \in Alive : place[s] = u
                     \/ \E t \in At({"form", "forget", "return"}) : unit[t] = u
                     \/ pin.state # "LIVE" \/ At({"pinFirst", "enter", "share", "evict", "retire"}) # {}
\* One pin for each slab that lives, and one for each thread on the way there or back.
PinsAreConserved ==
    pin.pins = Cardinality(Alive) + Cardinality(At({"enter", "claim", "form", "forget", "return", "unpin"}))
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
