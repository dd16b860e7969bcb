------------------------------ MODULE SlabLife -------------------------------
(* The life of slabs across the protocols, in one superslab: pin it, claim a unit,
   form a slab, hold, refill, free, un-hold, adopt, die, forget the directory's
   entry, return the unit, unpin; evict, release once, reopen.

   A slab has one block here: chains are the matter of BatchRefill and
   RemoteFreeQueue. A block in a magazine and a block with a user are both "out".
   Who adopts finds the slab by the directory; SlabIndex is about finding it sooner.
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
    resident,   \* whether the superslab has memory
    released,   \* released[g]: how often its memory was released in generation g
    quiet,      \* whether the program has stopped forming, adopting and refilling
    pc, slab, unit, life, seen  \* of each thread: next step, slab object, unit, generation, slab's word

local == <<pc, slab, unit, life, seen>>
shared == <<pin, free, directory, word, place, block, resident, released, quiet>>
vars == <<shared, local>>

Symmetry == Permutations(Threads)
Capacity == 1
Ids == 1 .. Slabs
Guard == INSTANCE PinGuard WITH
    Lives <- Generations, None <- 0, Refused <- REFUSED, word <- pin, life <- 0, memory <- 0, released <- released,
    pooled <- FALSE, pc <- pc, view <- 0, seen <- seen

Formed == {s \in Ids : place[s] # 0}

TypeOK ==
    /\ free \subseteq Units
    /\ directory \in [Units -> {0} \cup Ids]
    /\ block \in [Ids -> {"home", "out", "freeing"}]
    /\ \A s \in Formed : word[s].state \in States /\ place[s] \in Units

Init ==
    /\ pin = Guard!Pack(0, "LIVE", 0)
    /\ free = Units
    /\ directory = [u \in Units |-> 0]
    /\ word = [s \in Ids |-> REFUSED]
    /\ place = [s \in Ids |-> 0]
    /\ block = [s \in Ids |-> "home"]
    /\ resident = TRUE
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

(* ---- form: tryPin, claim, form ---- *)
LookUp(t) ==
    /\ pc[t] = "idle" /\ ~quiet /\ Cardinality(Formed) < Slabs
    /\ Remember(t, "pin", 0, 0, pin.generation, REFUSED)
    /\ UNCHANGED shared
Pin(t) ==
    /\ pc[t] = "pin"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN IF next = REFUSED THEN Idle(t) /\ UNCHANGED pin ELSE Remember(t, "claim", 0, 0, 0, REFUSED) /\ pin' = next
    /\ UNCHANGED <<free, directory, word, place, block, resident, released, quiet>>
Lowest(units) == CHOOSE u \in units : \A v \in units : u <= v
Claim(t) ==
    /\ pc[t] = "claim"
    /\ IF free = {} \/ Formed = Ids THEN Remember(t, "unpin", 0, 0, 0, REFUSED) /\ UNCHANGED free
       ELSE Remember(t, "form", 0, Lowest(free), 0, REFUSED) /\ free' = free \ {Lowest(free)}
    /\ UNCHANGED <<pin, directory, word, place, block, resident, released, quiet>>
\* The object of a new slab: one that was never used before.
Fresh(u) == Lowest(Ids \ Formed)
Form(t) ==
    /\ pc[t] = "form"
    /\ LET u == unit[t]
       IN IF Formed = Ids THEN UNCHANGED <<word, place, directory>> /\ Remember(t, "return", 0, u, 0, REFUSED)
          ELSE /\ word' = [word EXCEPT ![Fresh(u)] = NewWord]
               /\ place' = [place EXCEPT ![Fresh(u)] = u]
               /\ directory' = [directory EXCEPT ![u] = Fresh(u)]
               /\ Idle(t)
    /\ UNCHANGED <<pin, free, block, resident, released, quiet>>

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
    /\ UNCHANGED <<pin, free, directory, place, resident, released, quiet>>
UnholdRead(t, s) ==
    /\ Read(t, "unhold", s, NextUnhold(word[s], Capacity))
    /\ UNCHANGED shared
UnholdStep(t) ==
    /\ Step(t, "unhold")
    /\ Became(t, NextUnhold(seen[t], Capacity))
    /\ UNCHANGED <<pin, free, directory, place, block, resident, released, quiet>>
\* Whoever frees a block has its address alone; the directory tells the slab.
FreeRead(t, u) ==
    /\ directory[u] # 0 /\ block[directory[u]] = "out"
    /\ Read(t, "push", directory[u], NextPush(word[directory[u]], 0, 1))
    /\ block' = [block EXCEPT ![directory[u]] = "freeing"]
    /\ UNCHANGED <<pin, free, directory, word, place, resident, released, quiet>>
PushStep(t) ==
    /\ Step(t, "push")
    /\ Became(t, NextPush(seen[t], 0, 1))
    /\ block' = [block EXCEPT ![slab[t]] = "home"]
    /\ UNCHANGED <<pin, free, directory, place, resident, released, quiet>>
Failed(t) ==
    /\ pc[t] \in {"refill", "unhold", "push"} /\ word[slab[t]] # seen[t]
    /\ block' = IF pc[t] = "push" THEN [block EXCEPT ![slab[t]] = "out"] ELSE block
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, word, place, resident, released, quiet>>
AdoptRead(t, u) ==
    /\ pc[t] = "idle" /\ ~quiet /\ directory[u] # 0 /\ word[directory[u]].state = "LISTED"
    /\ Remember(t, "hold", directory[u], u, 0, REFUSED)
    /\ UNCHANGED shared
Hold(t) ==
    /\ pc[t] = "hold"
    /\ LET next == NextHold(word[slab[t]])
       IN word' = IF next = REFUSED THEN word ELSE [word EXCEPT ![slab[t]] = next]
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, place, block, resident, released, quiet>>

(* ---- death ---- *)
Then(t, step) == Remember(t, After(step), 0, unit[t], 0, REFUSED)
Forget(t) ==
    /\ pc[t] = "forget"
    /\ directory' = [directory EXCEPT ![unit[t]] = 0]
    /\ Then(t, "forget")
    /\ UNCHANGED <<pin, free, word, place, block, resident, released, quiet>>
Return(t) ==
    /\ pc[t] = "return"
    /\ free' = free \cup {unit[t]}
    /\ Then(t, "return")
    /\ UNCHANGED <<pin, directory, word, place, block, resident, released, quiet>>
Unpin(t) ==
    /\ pc[t] = "unpin"
    /\ LET next == Guard!NextUnpin(pin)
       IN /\ pin' = next
          /\ IF next.state = "RELEASED" THEN Remember(t, "release", 0, 0, 0, REFUSED)
             ELSE IF After("unpin") = "idle" THEN Idle(t) ELSE Then(t, "unpin")
    /\ UNCHANGED <<free, directory, word, place, block, resident, released, quiet>>

(* ---- evict: retire, release, reopen ---- *)
EvictRead(t) ==
    /\ pc[t] = "idle" /\ free = Units /\ pin.state = "LIVE"
    /\ Remember(t, "retire", 0, 0, pin.generation, REFUSED)
    /\ UNCHANGED shared
Retire(t) ==
    /\ pc[t] = "retire"
    /\ LET next == Guard!NextRetire(pin, life[t])
       IN /\ pin' = IF next = REFUSED THEN pin ELSE next
          /\ IF next.state = "RELEASED" THEN Remember(t, "release", 0, 0, 0, REFUSED) ELSE Idle(t)
    /\ UNCHANGED <<free, directory, word, place, block, resident, released, quiet>>
Release(t) ==
    /\ pc[t] = "release"
    /\ resident' = FALSE
    /\ released' = [released EXCEPT ![pin.generation] = @ + 1]
    /\ Idle(t)
    /\ UNCHANGED <<pin, free, directory, word, place, block, quiet>>
Reopen(t) ==
    /\ pc[t] = "idle" /\ pin.state = "RELEASED" /\ ~resident /\ pin.generation < Generations - 1
    /\ pin' = Guard!NextReopen(pin)
    /\ resident' = TRUE
    /\ UNCHANGED <<free, directory, word, place, block, released, quiet, local>>

QuietDown == ~quiet /\ quiet' = TRUE /\ UNCHANGED <<pin, free, directory, word, place, block, resident, released, local>>

\* What a thread that does not stop for ever gets done: what it has begun, and giving back what it has.
Finish(t) ==
    \/ Pin(t) \/ Claim(t) \/ Form(t) \/ RefillStep(t) \/ UnholdStep(t) \/ PushStep(t) \/ Failed(t) \/ Hold(t)
    \/ Forget(t) \/ Return(t) \/ Unpin(t) \/ Retire(t) \/ Release(t)
GiveBack(t) == (\E s \in Ids : UnholdRead(t, s)) \/ (\E u \in Units : FreeRead(t, u))
Begin(t) ==
    \/ LookUp(t) \/ EvictRead(t) \/ Reopen(t)
    \/ \E s \in Ids : RefillRead(t, s)
    \/ \E u \in Units : AdoptRead(t, u)
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
\* Every unit is free, in a slab that lives, or in the hands of a thread.
UnitsAreConserved ==
    \A u \in Units : \/ u \in free \/ \E s \in Alive : place[s] = u
                     \/ \E t \in Threads : unit[t] = u /\ pc[t] \in {"form", "forget", "return"}
\* One pin for each slab that lives, and one for each thread on the way there or back.
PinsAreConserved ==
    pin.pins = Cardinality(Alive)
        + Cardinality({t \in Threads : pc[t] \in {"claim", "form", "forget", "return", "unpin"}})
ReleasedOnce == \A g \in DOMAIN released : released[g] <= 1
ReleasedIsEmpty == pin.state = "RELEASED" => free = Units /\ \A u \in Units : directory[u] = 0
DeadIsFinal == [][\A s \in Formed : word[s].state = "DEAD" => word'[s] = word[s]]_vars
\* With nobody stopped and no more work begun, a retired superslab is released.
RetiredIsReleased == (quiet /\ pin.state = "RETIRING") ~> (released[pin.generation] = 1)
=============================================================================
