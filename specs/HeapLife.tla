------------------------------ MODULE HeapLife -------------------------------
(* The life of blocks across the threads of a heap: carved from a slab, hot or spare
   in a thread's cache, with a user, freed by anybody, home again; over threads that
   die, caches that change hands, holders that idle, until the heap is closed.

   A slow path enters the gate with its first step and leaves it with its last; a hit
   in the hot magazine does without. Each slow path here is one of those that the code
   puts together: refill, make room, flush a cache (one's own, or a dead thread's after
   the claim, which is given up then; if the flush ends early, it stays), take any
   cache's spare magazine, un-hold any cache's slab, trim. A magazine has one block. A
   dead slab has its memory until whoever killed it vacates it, here in one step.

   Seen in one step and acted upon in another: the dead owner of a cache, the slab that
   a cache holds, the slab that was adopted or formed and that no cache holds yet. A
   transition of one word is one step, and so is a look at a spare slot with its
   exchange: BatchRefill, RemoteFreeQueue, CacheLifecycle and HeapGate take them apart.

   A thread dies between two operations, and may stop for ever after any step. Not
   modelled: large blocks, stripes of virtual threads, misuse. *)
EXTENDS SlabWord, FiniteSets, TLC

CONSTANTS Threads, Caches, Slabs, Room, Capacity, Nobody, Closes

VARIABLES
    word,    \* word[s]: the word of slab object s, without a head; REFUSED before its formation
    memory,  \* the slabs that have units; no more than there is room for
    home,    \* the blocks that are home
    users,   \* the blocks that users have
    owner,   \* owner[c]: whose the cache is
    hot,     \* hot[c]: the blocks of its hot magazine
    spare,   \* spare[c]: the blocks of its spare magazine
    held,    \* held[c]: the slab that it refills from, 0 when none
    gate,    \* the heap's gate
    ended,   \* whether all memory was given back at the end
    quiet,   \* whether the program has stopped allocating
    pc, at, slab, hand  \* of each thread: next step, cache or Nobody, slab or 0, blocks in its hand

local == <<pc, at, slab, hand>>
slabs == <<word, memory, home>>
caches == <<owner, hot, spare, held>>
vars == <<slabs, users, caches, gate, ended, quiet, local>>

Symmetry == Permutations(Threads) \cup Permutations(Caches)
Ids == 1 .. Slabs
Gate == INSTANCE HeapGate WITH
    None <- 0, Refused <- REFUSED, word <- gate, ended <- 0, inside <- {}, pc <- pc, seen <- 0

Formed == {s \in Ids : word[s] # REFUSED}
Of(s, blocks) == {b \in blocks : b[1] = s}
IsDead(w) == w \in Threads /\ pc[w] = "dead"
Without(t) == \A c \in Caches : owner[c] # t

Init ==
    /\ word = [s \in Ids |-> REFUSED]
    /\ memory = {} /\ home = {} /\ users = {}
    /\ owner = [c \in Caches |-> Nobody]
    /\ hot = [c \in Caches |-> {}] /\ spare = [c \in Caches |-> {}] /\ held = [c \in Caches |-> 0]
    /\ gate = Gate!Pack("OPEN", 0)
    /\ ended = FALSE /\ quiet = FALSE /\ pc = [t \in Threads |-> "idle"]
    /\ at = [t \in Threads |-> Nobody] /\ slab = [t \in Threads |-> 0] /\ hand = [t \in Threads |-> {}]

(* ---- steps of a slow path ---- *)

Remember(t, step, c, s, blocks) ==
    /\ pc' = [pc EXCEPT ![t] = step]
    /\ at' = [at EXCEPT ![t] = c] /\ slab' = [slab EXCEPT ![t] = s] /\ hand' = [hand EXCEPT ![t] = blocks]
Begin(t, step, c, s, blocks) ==
    /\ pc[t] = "idle"
    /\ Gate!NextEnter(gate) # REFUSED /\ gate' = Gate!NextEnter(gate)
    /\ Remember(t, step, c, s, blocks)
    /\ UNCHANGED <<ended, quiet, users>>
Go(t, step, c, s, blocks) == Remember(t, step, c, s, blocks) /\ UNCHANGED <<gate, ended, quiet, users>>
\* Who leaves a closing heap last, ends it.
Leave(t) ==
    /\ gate' = Gate!NextExit(gate)
    /\ Remember(t, IF gate'.state = "CLOSED" THEN "end" ELSE "idle", Nobody, 0, {})
    /\ UNCHANGED <<ended, quiet, users>>
\* What is left of a slow path: blocks to send home, then a cache to flush.
GoOn(t, c, blocks) ==
    IF blocks # {} THEN Go(t, "send", c, 0, blocks) ELSE IF c # Nobody THEN Go(t, "flush", c, 0, {}) ELSE Leave(t)
\* What is left after a step of the slab's word.
Became(t, s, next, c, blocks) ==
    /\ word' = [word EXCEPT ![s] = next]
    /\ IF Duty(word[s], next) = "RETIRE" THEN Go(t, "vacate", c, s, blocks) ELSE GoOn(t, c, blocks)

(* ---- hits ---- *)
Allocate(t, c) ==
    /\ pc[t] = "idle" /\ owner[c] = t /\ ~quiet
    /\ \E b \in hot[c] : hot' = [hot EXCEPT ![c] = @ \ {b}] /\ users' = users \cup {b}
    /\ UNCHANGED <<slabs, owner, spare, held, gate, ended, quiet, local>>
\* Of any block, whoever had it.
Free(t, c) ==
    /\ pc[t] = "idle" /\ owner[c] = t /\ hot[c] = {}
    /\ \E b \in users : hot' = [hot EXCEPT ![c] = {b}] /\ users' = users \ {b}
    /\ UNCHANGED <<slabs, owner, spare, held, gate, ended, quiet, local>>

(* ---- make room: the full hot magazine becomes the spare one, whose predecessor goes home ---- *)
MakeRoom(t, c) ==
    /\ owner[c] = t /\ hot[c] # {}
    /\ Begin(t, "put", c, 0, hot[c])
    /\ hot' = [hot EXCEPT ![c] = {}]
    /\ UNCHANGED <<slabs, owner, spare, held>>
Put(t) ==
    /\ pc[t] = "put" /\ spare' = [spare EXCEPT ![at[t]] = hand[t]]
    /\ GoOn(t, Nobody, spare[at[t]])
    /\ UNCHANGED <<slabs, owner, hot, held>>

(* ---- refill: from the spare slot, else from the slab that is held, else from one that is obtained ---- *)
Refill(t, c) ==
    /\ owner[c] = t /\ hot[c] = {} /\ ~quiet
    /\ Begin(t, IF spare[c] # {} THEN "install" ELSE IF held[c] # 0 THEN "fill" ELSE "obtain", c, 0, spare[c])
    /\ spare' = [spare EXCEPT ![c] = {}]
    /\ UNCHANGED <<slabs, owner, hot, held>>
\* One block stays, the others go home.
Install(t) ==
    /\ pc[t] = "install"
    /\ \E b \in hand[t] : hot' = [hot EXCEPT ![at[t]] = {b}] /\ GoOn(t, Nobody, hand[t] \ {b})
    /\ UNCHANGED <<slabs, owner, spare, held>>
Obtain(t) ==
    /\ pc[t] = "obtain"
    /\ \/ \E s \in Formed : /\ NextHold(word[s]) # REFUSED
                            /\ word' = [word EXCEPT ![s] = NextHold(word[s])]
                            /\ Go(t, "hold", at[t], s, {}) /\ UNCHANGED <<memory, home>>
       \/ \E s \in Ids \ Formed : /\ Cardinality(memory) < Room /\ \A r \in Ids \ Formed : s <= r
                                  /\ word' = [word EXCEPT ![s] = NewWord]
                                  /\ memory' = memory \cup {s}
                                  /\ Go(t, "hold", at[t], s, {}) /\ UNCHANGED home
       \/ Leave(t) /\ UNCHANGED slabs
    /\ UNCHANGED caches
Hold(t) ==
    /\ pc[t] = "hold"
    /\ held' = [held EXCEPT ![at[t]] = slab[t]]
    /\ Go(t, "fill", at[t], 0, {})
    /\ UNCHANGED <<slabs, owner, hot, spare>>
Carved(s, before, after) == {<<s, i>> : i \in before.carved .. after.carved - 1}
Fill(t) ==
    /\ pc[t] = "fill"
    /\ LET s == held[at[t]]
           next == NextRefill(word[s], Capacity, 1)
       IN \/ /\ next \notin {REFUSED, word[s]}
             /\ word' = [word EXCEPT ![s] = next]
             /\ home' = home \ Of(s, home)
             /\ Go(t, "install", at[t], 0, Of(s, home) \cup Carved(s, word[s], next))
             /\ UNCHANGED <<memory, held>>
          \/ /\ next \in {REFUSED, word[s]}
             /\ held' = [held EXCEPT ![at[t]] = 0]
             /\ IF next = REFUSED THEN Leave(t) ELSE Go(t, "unhold", Nobody, s, {})
             /\ UNCHANGED slabs
    /\ UNCHANGED <<owner, hot, spare>>

(* ---- blocks go home, slabs are let go and die ---- *)
Send(t) ==
    /\ pc[t] = "send"
    /\ \E b \in hand[t] :
        /\ home' = home \cup {b}
        /\ Became(t, b[1], NextPush(word[b[1]], NIL, 1), at[t], hand[t] \ {b})
    /\ UNCHANGED <<memory, caches>>
Unhold(t) ==
    /\ pc[t] = "unhold"
    /\ LET next == NextUnhold(word[slab[t]], Capacity)
       IN IF next = REFUSED THEN GoOn(t, at[t], {}) /\ UNCHANGED word ELSE Became(t, slab[t], next, at[t], {})
    /\ UNCHANGED <<memory, home, caches>>
Vacate(t) ==
    /\ pc[t] = "vacate"
    /\ memory' = memory \ {slab[t]}
    /\ GoOn(t, at[t], hand[t])
    /\ UNCHANGED <<word, home, caches>>

(* ---- upkeep: by anybody ---- *)
\* A hold is a hint: the holder need not know.
UnholdOther(t, c) ==
    /\ held[c] # 0 /\ word[held[c]].state = "HELD"
    /\ Begin(t, "unhold", Nobody, held[c], {})
    /\ UNCHANGED <<slabs, caches>>
TakeSpare(t, c) ==
    /\ spare[c] # {}
    /\ Begin(t, "send", Nobody, 0, spare[c])
    /\ spare' = [spare EXCEPT ![c] = {}]
    /\ UNCHANGED <<slabs, owner, hot, held>>
MayTrim(s) == NextRetire(word[s]) # REFUSED
Trim(t, s) ==
    /\ s \in Formed /\ MayTrim(s) /\ Begin(t, "vacate", Nobody, s, {})
    /\ word' = [word EXCEPT ![s] = WithState(@, "DEAD")]
    /\ UNCHANGED <<memory, home, caches>>

(* ---- caches change hands ---- *)
\* Those of the dead, for a sweep; for a thread that has none, also one that was given up.
Look(t, c) ==
    /\ IsDead(owner[c]) \/ (owner[c] = Nobody /\ Without(t) /\ ~quiet)
    /\ Begin(t, IF IsDead(owner[c]) THEN "claim" ELSE "inherit", c, 0, {})
    /\ UNCHANGED <<slabs, caches>>
ClaimSucceeds(t) == IF pc[t] = "claim" THEN IsDead(owner[at[t]]) ELSE owner[at[t]] = Nobody
Claim(t) ==
    /\ pc[t] \in {"claim", "inherit"}
    /\ IF ClaimSucceeds(t)
       THEN /\ owner' = [owner EXCEPT ![at[t]] = t]
            /\ IF pc[t] = "claim" THEN Go(t, "flush", at[t], 0, {}) ELSE Leave(t)
       ELSE Leave(t) /\ UNCHANGED owner
    /\ UNCHANGED <<slabs, hot, spare, held>>
FlushOwn(t, c) ==
    /\ owner[c] = t /\ (hot[c] # {} \/ held[c] # 0)
    /\ Begin(t, "flush", c, 0, {})
    /\ UNCHANGED <<slabs, caches>>
IsFlushed(c) == hot[c] = {} /\ held[c] = 0 /\ spare[c] = {}
Flush(t) ==
    /\ pc[t] = "flush"
    /\ LET c == at[t]
       IN \/ /\ hot[c] # {}
             /\ hot' = [hot EXCEPT ![c] = {}] /\ Go(t, "send", c, 0, hot[c])
             /\ UNCHANGED <<owner, spare, held>>
          \/ /\ hot[c] = {} /\ held[c] # 0
             /\ held' = [held EXCEPT ![c] = 0] /\ Go(t, "unhold", c, held[c], {})
             /\ UNCHANGED <<owner, hot, spare>>
          \/ /\ hot[c] = {} /\ held[c] = 0 /\ spare[c] # {}
             /\ spare' = [spare EXCEPT ![c] = {}] /\ Go(t, "send", c, 0, spare[c])
             /\ UNCHANGED <<owner, hot, held>>
          \/ /\ IsFlushed(c)
             /\ owner' = [owner EXCEPT ![c] = Nobody] /\ Leave(t)
             /\ UNCHANGED <<hot, spare, held>>
    /\ UNCHANGED slabs
EndEarly(t) ==
    /\ pc[t] = "flush" /\ ~quiet /\ Leave(t)
    /\ UNCHANGED <<slabs, caches>>
Die(t) ==
    /\ pc[t] = "idle" /\ Remember(t, "dead", Nobody, 0, {})
    /\ UNCHANGED <<slabs, users, caches, gate, ended, quiet>>

(* ---- the end ---- *)
Close(t) ==
    /\ Closes /\ pc[t] = "idle" /\ Gate!NextClose(gate) # REFUSED
    /\ gate' = Gate!NextClose(gate)
    /\ Remember(t, IF gate'.state = "CLOSED" THEN "end" ELSE "idle", Nobody, 0, {})
    /\ UNCHANGED <<slabs, users, caches, ended, quiet>>
End(t) ==
    /\ pc[t] = "end"
    /\ ended' = TRUE /\ memory' = {}
    /\ Remember(t, "idle", Nobody, 0, {})
    /\ UNCHANGED <<word, home, users, caches, gate, quiet>>
QuietDown ==
    /\ ~Closes /\ ~quiet /\ quiet' = TRUE
    /\ UNCHANGED <<slabs, users, caches, gate, ended, local>>

\* What a thread does that does not stop: what it has begun, and upkeep.
Finish(t) ==
    \/ Put(t) \/ Install(t) \/ Obtain(t) \/ Hold(t) \/ Fill(t) \/ Send(t) \/ Unhold(t) \/ Vacate(t)
    \/ Claim(t) \/ Flush(t) \/ End(t)
Upkeep(t) ==
    \/ \E c \in Caches : UnholdOther(t, c) \/ TakeSpare(t, c) \/ Look(t, c) \/ FlushOwn(t, c)
    \/ \E s \in Ids : Trim(t, s)
Work(t) ==
    \/ \E c \in Caches : Allocate(t, c) \/ Free(t, c) \/ MakeRoom(t, c) \/ Refill(t, c)
    \/ EndEarly(t) \/ Die(t) \/ Close(t)
Next == QuietDown \/ \E t \in Threads : Finish(t) \/ Upkeep(t) \/ Work(t)
Spec == Init /\ [][Next]_vars

(* ---- properties ---- *)
Alive == {s \in Formed : word[s].state # "DEAD"}
Dead == Formed \ Alive
Inside == {t \in Threads : pc[t] \notin {"idle", "dead", "end"}}
RECURSIVE Sum(_, _)
Sum(f, domain) ==
    IF domain = {} THEN 0
    ELSE LET x == CHOOSE x \in domain : TRUE IN Cardinality(f[x]) + Sum(f, domain \ {x})
Out == users \cup UNION {hot[c] \cup spare[c] : c \in Caches} \cup UNION {hand[t] : t \in Threads}
Given == UNION {{<<s, i>> : i \in 0 .. word[s].carved - 1} : s \in Formed}

TypeOK ==
    /\ \A s \in Formed : word[s].state \in States /\ word[s].carved <= Capacity
    /\ memory \subseteq Formed /\ Cardinality(memory) <= Room
    /\ \A c \in Caches : owner[c] \in Threads \cup {Nobody} /\ held[c] \in Formed \cup {0}
    /\ \A c \in Caches : Cardinality(hot[c]) <= 1 /\ Cardinality(spare[c]) <= 1
NoBlockTwice ==
    Cardinality(home) + Cardinality(users) + Sum(hot, Caches) + Sum(spare, Caches) + Sum(hand, Threads)
        = Cardinality(home \cup Out)
NoBlockLost == home \cup Out = Given
WhatIsHomeIsCounted == \A s \in Formed : word[s].count = Cardinality(Of(s, home))
\* Until the end nobody has a block whose memory is another slab's by now.
BlocksHaveMemory == ended \/ \A b \in Out : b[1] \in memory \cap Alive
\* A slab that lives has its memory, and of a dead one somebody is about to give it back.
MemoryIsConserved ==
    ended \/ memory = Alive \cup {slab[t] : t \in {u \in Threads : pc[u] = "vacate"}}
OnlyTheOwnerTouchesHot ==
    \A t \in Inside : at[t] # Nobody /\ pc[t] \notin {"claim", "inherit"} => owner[at[t]] = t
InsideIsCounted == gate.inFlight = Cardinality(Inside)
NobodyIsInsideAtTheEnd == ended => Inside = {}
DeadIsFinal == [][\A s \in Dead : word'[s] = word[s]]_vars
\* Only hits go on.
NothingAfterTheEnd == [][ended => UNCHANGED <<slabs, spare, held, owner>>]_vars
NothingIsPutInTheCachesOfTheDead ==
    [][\A c \in Caches : IsDead(owner[c]) => hot'[c] \subseteq hot[c] /\ spare'[c] \subseteq spare[c]]_vars
\* If the program allocates no more, what a living thread that does not stop can bring home comes home: all but what
\* users have, and what others that live have in their hot magazines, in their hands or under way.
Stays(t, c) == owner[c] \in Threads \ {t} /\ ~IsDead(owner[c])
EverythingComesHome ==
    \A t \in Threads : WF_vars(Finish(t) \/ Upkeep(t)) =>
        (quiet ~> \/ IsDead(t)
                  \/ /\ \A c \in Caches : spare[c] = {} /\ (hot[c] = {} \/ Stays(t, c))
                     /\ \A s \in Alive : ~AllHome(word[s]))
=============================================================================
