--------------------------- MODULE CacheLifecycle ---------------------------
(***************************************************************************)
(* Whose is a thread's cache, over the death of the thread, and who gets   *)
(* its spare magazine?  The model of org.pinfold.protocol.CacheLifecycle;  *)
(* NextClaim and NextGiveUp are its nextClaim and nextGiveUp.              *)
(*                                                                         *)
(* Steps.  A looker walks all caches and claims each whose owner is dead:  *)
(* to look at the owner and to compareAndSet it are two steps.  It sends   *)
(* the cache's blocks home, one block or one magazine at a time, and gives *)
(* the cache up: a load and a compareAndSet.  A thread without a cache may *)
(* claim one for itself, a dead thread's with what is in it or one that    *)
(* was given up.  The hot fill is read and written plainly, in two steps.  *)
(* To look at the spare slot and to exchange it are two steps; anybody may *)
(* take what is there.  A thread may die between any two steps, or stop    *)
(* for ever.                                                               *)
(*                                                                         *)
(* Places.  A block is hot, in a spare magazine, in a thread's hand, or    *)
(* home: in its slab or with the program.  Only numbers of blocks are      *)
(* kept; a block in two places makes the sum too large, a lost one too     *)
(* small.                                                                  *)
(*                                                                         *)
(* Assumptions.  Of every owner it can be told whether it is dead, from    *)
(* the moment of its claim on; the dead stay dead, and their numbers are   *)
(* not used again.  Memory is sequentially consistent; that a claimant     *)
(* sees the plain writes of its predecessor is a matter for the tables of  *)
(* outcomes.                                                               *)
(*                                                                         *)
(* Guarantees.  See the invariants; and, if one living thread looks again  *)
(* and again, AtHomeOrOwned and FlushingEnds.  What a thread has in its    *)
(* hand when it dies is lost: at most one magazine.                        *)
(*                                                                         *)
(* Not modelled.  Size classes, which are independent of each other; held  *)
(* slabs; how blocks go home; how a thread finds its cache (it asks any    *)
(* for its owner); caches that are made later (they start as given up); a  *)
(* flush that ends early and gives the cache up, whose rest is the heir's. *)
(***************************************************************************)
EXTENDS Integers, TLC

CONSTANTS Threads,  \* who owns, looks and takes
          Count,    \* how many caches there are
          Size,     \* how many blocks a full magazine has
          Blocks,   \* how many blocks there are
          Nobody,   \* the number of no thread
          None,     \* nothing remembered
          Refused   \* what Next... and the exchanges answer when they do not apply

VARIABLES owner,    \* each cache's owner: a thread or Nobody
          hot,      \* how many blocks each cache's hot magazine has
          spare,    \* how many blocks each cache's spare magazine has, or 0
          home,     \* how many blocks are at home
          hand,     \* how many blocks each thread has in its hand
          pc,       \* where each thread stands
          at,       \* the cache at which each thread works
          seen      \* what each thread loaded: an owner, or a number of blocks

vars == <<owner, hot, spare, home, hand, pc, at, seen>>

Caches == 1 .. Count

IsDead(w) == w \in Threads /\ pc[w] = "dead"
IsAlive(w) == w \in Threads /\ pc[w] # "dead"

(* The transitions of the owner. *)
NextClaim(w, from, to) == IF w = from THEN to ELSE Refused

NextGiveUp(w, from) == IF w = from /\ w # Nobody THEN Nobody ELSE Refused

(* Who may be claimed from, and who uses a cache. *)
MayFlush(w) == IsDead(w)
MayInherit(w) == w = Nobody \/ IsDead(w)
MayUse(t, c) == owner[c] = t

(* How a claim is published, and what the exchange of a spare slot answers. *)
ClaimExchange(current, expected, next) == IF current = expected THEN next ELSE Refused
TakeExchange(current, looked) == current
PutExchange(current, looked) == current

(* The order of a looker's steps. *)
AfterClaim == "flush"
AfterFlush == "giveUp"
AfterGiveUp == "walk"

Init == /\ owner = [c \in Caches |-> Nobody]
        /\ hot = [c \in Caches |-> 0]
        /\ spare = [c \in Caches |-> 0]
        /\ home = Blocks
        /\ hand = [t \in Threads |-> 0]
        /\ pc = [t \in Threads |-> "idle"]
        /\ at = [t \in Threads |-> None]
        /\ seen = [t \in Threads |-> None]

(* Thread t goes on; what it no longer needs is forgotten. *)
GoTo(t, where, c, what) == /\ pc' = [pc EXCEPT ![t] = where]
                           /\ at' = [at EXCEPT ![t] = IF where \in {"idle", "dead"} THEN None ELSE c]
                           /\ seen' = [seen EXCEPT ![t] = what]

Go(t, where) == GoTo(t, where, at[t], None)

(* The looker's next cache, or the end of the walk. *)
Walk(t) == IF at[t] = Count THEN Go(t, "idle") ELSE GoTo(t, "look", at[t] + 1, None)
GoOrWalk(t, where) == IF where = "walk" THEN Walk(t) ELSE Go(t, where)

Cells == <<hot, spare, home, hand>>

(* Lookers. *)
StartLooking(t) == /\ pc[t] = "idle"
                   /\ GoTo(t, "look", 1, None)
                   /\ UNCHANGED <<owner, Cells>>

Look(t) == /\ pc[t] = "look"
           /\ IF MayFlush(owner[at[t]]) THEN GoTo(t, "claim", at[t], owner[at[t]]) ELSE Walk(t)
           /\ UNCHANGED <<owner, Cells>>

Claim(t) == /\ pc[t] = "claim"
            /\ LET after == ClaimExchange(owner[at[t]], seen[t], NextClaim(seen[t], seen[t], t)) IN
               IF after = Refused
               THEN Walk(t) /\ UNCHANGED owner
               ELSE Go(t, AfterClaim) /\ owner' = [owner EXCEPT ![at[t]] = after]
            /\ UNCHANGED Cells

Flush(t) == /\ pc[t] = "flush"
            /\ IF hot[at[t]] > 0 THEN GoTo(t, "flushHot", at[t], hot[at[t]])
               ELSE IF spare[at[t]] > 0 THEN GoTo(t, "flushSpare", at[t], spare[at[t]])
               ELSE GoOrWalk(t, AfterFlush)
            /\ UNCHANGED <<owner, Cells>>

FlushHot(t) == /\ pc[t] = "flushHot"
               /\ hot' = [hot EXCEPT ![at[t]] = seen[t] - 1]
               /\ home' = home + 1
               /\ Go(t, "flush")
               /\ UNCHANGED <<owner, spare, hand>>

Take(t, from, to) == /\ pc[t] = from
                     /\ hand' = [hand EXCEPT ![t] = TakeExchange(spare[at[t]], seen[t])]
                     /\ spare' = [spare EXCEPT ![at[t]] = 0]
                     /\ Go(t, to)
                     /\ UNCHANGED <<owner, hot, home>>

SendHome(t, from, to) == /\ pc[t] = from
                         /\ home' = home + hand[t]
                         /\ hand' = [hand EXCEPT ![t] = 0]
                         /\ Go(t, to)
                         /\ UNCHANGED <<owner, hot, spare>>

FlushSpare(t) == Take(t, "flushSpare", "flushTaken") \/ SendHome(t, "flushTaken", "flush")

GiveUp(t) == \/ /\ pc[t] = "giveUp"
                /\ IF NextGiveUp(owner[at[t]], t) = Refused
                   THEN Go(t, "refused")
                   ELSE GoTo(t, "giveUpCas", at[t], owner[at[t]])
                /\ UNCHANGED <<owner, Cells>>
             \/ /\ pc[t] = "giveUpCas"
                /\ IF owner[at[t]] = seen[t]
                   THEN owner' = [owner EXCEPT ![at[t]] = NextGiveUp(seen[t], t)] /\ GoOrWalk(t, AfterGiveUp)
                   ELSE Go(t, "refused") /\ UNCHANGED owner
                /\ UNCHANGED Cells

(* A thread that has no cache inherits one. *)
Inherit(t) == \/ \E c \in Caches : /\ pc[t] = "idle"
                                   /\ \A other \in Caches : owner[other] # t
                                   /\ MayInherit(owner[c])
                                   /\ GoTo(t, "inherit", c, owner[c])
                                   /\ UNCHANGED <<owner, Cells>>
              \/ /\ pc[t] = "inherit"
                 /\ LET after == ClaimExchange(owner[at[t]], seen[t], NextClaim(seen[t], seen[t], t)) IN
                    IF after = Refused THEN UNCHANGED owner ELSE owner' = [owner EXCEPT ![at[t]] = after]
                 /\ Go(t, "idle")
                 /\ UNCHANGED Cells

(* Owners.  A block comes from home by a free or a refill, and goes there by an allocation. *)
Use(t) == \E c \in Caches : /\ pc[t] = "idle"
                            /\ MayUse(t, c)
                            /\ GoTo(t, "use", c, hot[c])
                            /\ UNCHANGED <<owner, Cells>>

SetHot(t, fill) == hot' = [hot EXCEPT ![at[t]] = fill]

Pop(t) == /\ pc[t] = "use" /\ seen[t] > 0
          /\ SetHot(t, seen[t] - 1)
          /\ home' = home + 1
          /\ Go(t, "idle")
          /\ UNCHANGED <<owner, spare, hand>>

Push(t) == /\ pc[t] = "use" /\ seen[t] < Size /\ home > 0
           /\ SetHot(t, seen[t] + 1)
           /\ home' = home - 1
           /\ Go(t, "idle")
           /\ UNCHANGED <<owner, spare, hand>>

(* The full hot magazine becomes the spare one, whose predecessor goes home. *)
MakeRoom(t) == \/ /\ pc[t] = "use" /\ seen[t] = Size
                  /\ hand' = [hand EXCEPT ![t] = seen[t]]
                  /\ SetHot(t, 0)
                  /\ GoTo(t, "put", at[t], spare[at[t]])
                  /\ UNCHANGED <<owner, spare, home>>
               \/ /\ pc[t] = "put"
                  /\ hand' = [hand EXCEPT ![t] = PutExchange(spare[at[t]], seen[t])]
                  /\ spare' = [spare EXCEPT ![at[t]] = hand[t]]
                  /\ Go(t, "taken")
                  /\ UNCHANGED <<owner, hot, home>>

(* The spare magazine becomes the hot one, if it is still there. *)
Refill(t) == \/ /\ pc[t] = "use" /\ seen[t] = 0
                /\ GoTo(t, "refill", at[t], spare[at[t]])
                /\ UNCHANGED <<owner, Cells>>
             \/ Take(t, "refill", "install")
             \/ /\ pc[t] = "install"
                /\ SetHot(t, hand[t])
                /\ hand' = [hand EXCEPT ![t] = 0]
                /\ Go(t, "idle")
                /\ UNCHANGED <<owner, spare, home>>

(* Whoever is short of memory takes any cache's spare magazine. *)
Relieve(t) == \/ \E c \in Caches : /\ pc[t] = "idle"
                                   /\ spare[c] > 0
                                   /\ GoTo(t, "relieve", c, spare[c])
                                   /\ UNCHANGED <<owner, Cells>>
              \/ Take(t, "relieve", "taken")
              \/ SendHome(t, "taken", "idle")

Die(t) == /\ pc[t] # "dead"
          /\ Go(t, "dead")
          /\ UNCHANGED <<owner, Cells>>

Looking(t) == Look(t) \/ Claim(t) \/ Flush(t) \/ FlushHot(t) \/ FlushSpare(t) \/ GiveUp(t)

Next == \E t \in Threads : \/ StartLooking(t) \/ Looking(t) \/ Inherit(t) \/ Use(t) \/ Pop(t) \/ Push(t)
                           \/ MakeRoom(t) \/ Refill(t) \/ Relieve(t) \/ Die(t)

(* Whoever has begun to look goes on while it lives. *)
Fairness == \A t \in Threads : WF_vars(Looking(t))

Spec == Init /\ [][Next]_vars /\ Fairness

Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
RECURSIVE Sum(_, _)
Sum(f, domain) == IF domain = {} THEN 0
                  ELSE LET x == CHOOSE x \in domain : TRUE IN f[x] + Sum(f, domain \ {x})

Fills == 0 .. Size

TypeOK == /\ \A c \in Caches : owner[c] \in Threads \cup {Nobody} /\ hot[c] \in Fills /\ spare[c] \in {0, Size}
          /\ \A t \in Threads : hand[t] \in {0, Size} /\ seen[t] \in Threads \cup {Nobody, None} \cup Fills
          /\ home \in 0 .. Blocks

NoBlockTwiceOrLost == home + Sum(hot, Caches) + Sum(spare, Caches) + Sum(hand, Threads) = Blocks

(* Where a thread has read the hot fill, or will use it next. *)
HasHot(t) == pc[t] \in {"flush", "flushHot", "use", "put", "refill", "install"}

OnlyTheOwnerTouchesHot == \A t \in Threads : HasHot(t) => owner[at[t]] = t

GivenUpByItsOwner == \A t \in Threads : pc[t] # "refused"

NobodyClaimsFromTheLiving ==
    [][\A c \in Caches : owner'[c] \in {owner[c], Nobody} \/ owner[c] = Nobody \/ IsDead(owner[c])]_vars

(* If one thread looks again and again, no blocks stay with the dead, or with nobody. *)
AtHomeOrOwned ==
    (\E t \in Threads : []<>(pc[t] = "look"))
    => <>[](\A c \in Caches : IsAlive(owner[c]) \/ (hot[c] = 0 /\ spare[c] = 0))

FlushingEnds == \A t \in Threads : (pc[t] = "flush") ~> (pc[t] \in {"look", "idle", "dead"})
=============================================================================
