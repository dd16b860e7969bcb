----------------------------- MODULE BlockState -----------------------------
(***************************************************************************)
(* Who has a block: one state byte a block.  The model of                  *)
(* org.pinfold.protocol.BlockState, for one block; NextCarve ... NextTake  *)
(* are its functions next... .                                             *)
(*                                                                         *)
(* Steps.  carve, allocate, free and take are plain: a load, then a store  *)
(* that looks at nothing.  goHome, and freeExactly, are a load, then a     *)
(* compareAndSet.  The slab's chain is a number of entries that name the   *)
(* block; it is taken whole, in one step.  So are entries in magazines.    *)
(* free may be called by anybody at any time: misuse is what this is for.  *)
(*                                                                         *)
(* Ghosts.  `users` counts hand-outs that no free has ended yet, `surplus` *)
(* the frees that passed with no hand-out left to end, less the entries    *)
(* that were found out (an allocate, goHome or take that was refused).     *)
(*                                                                         *)
(* EXACT, with no assumption about timing (BlockState.cfg): a block has    *)
(* one holder always; of all frees between two hand-outs exactly one       *)
(* passes.  A free that comes after the next hand-out is a valid free of   *)
(* that one.                                                               *)
(*                                                                         *)
(* ORDERED, with no assumption about timing (BlockState-stalled.cfg): a    *)
(* free that begins after the hand-outs have been ended is refused         *)
(* (OrderedFreeIsCaught); a block is never lost (EntriesBalance). Of two   *)
(* frees that race both may pass.                                          *)
(*                                                                         *)
(* ORDERED, Prompt (BlockState-ordered.cfg): if no goHome falls into a     *)
(* free's window, from its load to its store, and neither an allocate nor  *)
(* a goHome into another allocate's, then the block hangs in the slab's    *)
(* chain at most once (InSlabAtMostOnce), so by the time all its entries   *)
(* have come home the surplus ones have been found out; and it has one     *)
(* user at a time (OneUser).                                               *)
(*                                                                         *)
(* Not guaranteed by ORDERED without it, each shown by a mutant: two       *)
(* threads that allocate the two entries of a racing double free in one    *)
(* window both hand the block out (144); a free that is stopped in its     *)
(* window while the free it races with goes on to the slab stores CACHED   *)
(* over IN_SLAB, and the block comes to hang in the chain twice (145); so  *)
(* does an allocate that is stopped while the other entry goes home (146). *)
(*                                                                         *)
(* Not modelled.  Several blocks, whose bytes are independent; the links   *)
(* of the chain (RemoteFreeQueue).  Memory is sequentially consistent;     *)
(* "ordered" is here what happens-before is there.                         *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS Threads,    \* each with a magazine
          Frees,      \* "EXACT" or "ORDERED"
          Prompt,     \* whether MayFallInto restricts the timing
          MaxSurplus, \* ORDERED: how many surplus frees may be about at once
          None,       \* nothing loaded
          Refused     \* what Next... answers when the operation does not apply

VARIABLES state,      \* the block's byte
          carved,     \* whether some thread has carved the block
          chain,      \* how many entries of the slab's chain name the block
          chained,    \* of a chain that a thread took, how many entries are left to look at
          magazine,   \* how many entries of a thread's magazine name the block
          users,      \* ghost: hand-outs not ended by a free
          surplus,    \* ghost: frees that passed beyond that, not found out
          pc,         \* where each thread stands
          seen        \* the byte each thread loaded, until its store or compareAndSet

vars == <<state, carved, chain, chained, magazine, users, surplus, pc, seen>>

States == {"UNCARVED", "CLEAN", "ALLOCATED", "CACHED", "IN_SLAB"}

(* The transitions. *)
NextCarve(s) == IF s = "UNCARVED" THEN "CLEAN" ELSE Refused
NextAllocate(s) == IF s \in {"CLEAN", "CACHED"} THEN "ALLOCATED" ELSE Refused
NextFree(s) == IF s = "ALLOCATED" THEN "CACHED" ELSE Refused
NextGoHome(s) == IF s \in {"CLEAN", "CACHED"} THEN "IN_SLAB" ELSE Refused
NextTake(s) == IF s = "IN_SLAB" THEN "CACHED" ELSE Refused

(* How a transition is published: the byte afterwards, or Refused where a compareAndSet fails. *)
Store(current, expected, next) == next
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
FreeExchange(current, expected, next) ==
    IF Frees = "EXACT" THEN CompareAndSet(current, expected, next) ELSE Store(current, expected, next)
GoHomeExchange(current, expected, next) == CompareAndSet(current, expected, next)

(* The assumption about timing: may a step of operation `step` fall into the window of operation `window`? *)
MayFallInto(step, window) ==
    <<step, window>> \notin {<<"goHome", "free">>, <<"goHome", "allocate">>, <<"allocate", "allocate">>}
Undisturbed(t, step) ==
    Prompt => \A u \in Threads \ {t} : pc[u] \in {"free", "allocate"} => MayFallInto(step, pc[u])

Init == /\ state = "UNCARVED"
        /\ carved = FALSE
        /\ chain = 0
        /\ chained = [t \in Threads |-> 0]
        /\ magazine = [t \in Threads |-> 0]
        /\ users = 0
        /\ surplus = 0
        /\ pc = [t \in Threads |-> "idle"]
        /\ seen = [t \in Threads |-> None]

Go(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
             /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
               /\ seen' = [seen EXCEPT ![t] = state]

Add(f, t, n) == [f EXCEPT ![t] = @ + n]

(* The slab's word gives index 0 to one thread. *)
CarveIndex(t) == /\ pc[t] = "idle" /\ ~carved
                 /\ carved' = TRUE
                 /\ Load(t, "carve")
                 /\ UNCHANGED <<state, chain, chained, magazine, users, surplus>>

CarveStore(t) == /\ pc[t] = "carve"
                 /\ state' = NextCarve(seen[t])
                 /\ magazine' = Add(magazine, t, 1)
                 /\ Go(t, "idle")
                 /\ UNCHANGED <<carved, chain, chained, users, surplus>>

(* The entry leaves the magazine with the load; where it is refused, the misuse is found out. *)
AllocateLoad(t) == /\ pc[t] = "idle" /\ magazine[t] > 0 /\ Undisturbed(t, "allocate")
                   /\ magazine' = Add(magazine, t, -1)
                   /\ IF NextAllocate(state) = Refused
                      THEN surplus' = surplus - 1 /\ UNCHANGED <<pc, seen>>
                      ELSE Load(t, "allocate") /\ UNCHANGED surplus
                   /\ UNCHANGED <<state, carved, chain, chained, users>>

AllocateStore(t) == /\ pc[t] = "allocate" /\ Undisturbed(t, "allocate")
                    /\ state' = Store(state, seen[t], NextAllocate(seen[t]))
                    /\ users' = users + 1
                    /\ Go(t, "idle")
                    /\ UNCHANGED <<carved, chain, chained, magazine, surplus>>

(* ORDERED: how many surplus frees there would be if all that are under way passed, one more included. *)
Freeing == Cardinality({t \in Threads : pc[t] = "free"})
MayFree == Frees = "EXACT" \/ surplus + Freeing + 1 - users <= MaxSurplus

FreeLoad(t) == /\ pc[t] = "idle" /\ MayFree /\ Undisturbed(t, "free")
               /\ NextFree(state) # Refused
               /\ Load(t, "free")
               /\ UNCHANGED <<state, carved, chain, chained, magazine, users, surplus>>

FreeStore(t) == /\ pc[t] = "free" /\ Undisturbed(t, "free")
                /\ LET after == FreeExchange(state, seen[t], NextFree(seen[t])) IN
                   IF after = Refused
                   THEN UNCHANGED <<state, magazine, users, surplus>>
                   ELSE /\ state' = after
                        /\ magazine' = Add(magazine, t, 1)
                        /\ IF users > 0
                           THEN users' = users - 1 /\ UNCHANGED surplus
                           ELSE surplus' = surplus + 1 /\ UNCHANGED users
                /\ Go(t, "idle")
                /\ UNCHANGED <<carved, chain, chained>>

GoHomeLoad(t) == /\ pc[t] \in {"idle", "goHomeAgain"} /\ Undisturbed(t, "goHome")
                 /\ pc[t] = "idle" => magazine[t] > 0
                 /\ magazine' = IF pc[t] = "idle" THEN Add(magazine, t, -1) ELSE magazine
                 /\ IF NextGoHome(state) = Refused
                    THEN surplus' = surplus - 1 /\ Go(t, "idle")
                    ELSE Load(t, "goHome") /\ UNCHANGED surplus
                 /\ UNCHANGED <<state, carved, chain, chained, users>>

GoHomeCas(t) == /\ pc[t] = "goHome" /\ Undisturbed(t, "goHome")
                /\ LET after == GoHomeExchange(state, seen[t], NextGoHome(seen[t])) IN
                   IF after = Refused
                   THEN Go(t, "goHomeAgain") /\ UNCHANGED state
                   ELSE Go(t, "push") /\ state' = after
                /\ UNCHANGED <<carved, chain, chained, magazine, users, surplus>>

Push(t) == /\ pc[t] = "push"
           /\ chain' = chain + 1
           /\ Go(t, "idle")
           /\ UNCHANGED <<state, carved, chained, magazine, users, surplus>>

TakeChain(t) == /\ pc[t] = "idle" /\ chain > 0 /\ chained[t] = 0
                /\ chained' = Add(chained, t, chain)
                /\ chain' = 0
                /\ UNCHANGED <<state, carved, magazine, users, surplus, pc, seen>>

(* An entry whose take is refused may be dropped, or kept: then the magazine finds it out. *)
TakeLoad(t) == /\ pc[t] = "idle" /\ chained[t] > 0
               /\ chained' = Add(chained, t, -1)
               /\ IF NextTake(state) = Refused
                  THEN /\ \/ surplus' = surplus - 1 /\ UNCHANGED magazine
                          \/ magazine' = Add(magazine, t, 1) /\ UNCHANGED surplus
                       /\ UNCHANGED <<pc, seen>>
                  ELSE Load(t, "take") /\ UNCHANGED <<magazine, surplus>>
               /\ UNCHANGED <<state, carved, chain, users>>

TakeStore(t) == /\ pc[t] = "take"
                /\ state' = Store(state, seen[t], NextTake(seen[t]))
                /\ magazine' = Add(magazine, t, 1)
                /\ Go(t, "idle")
                /\ UNCHANGED <<carved, chain, chained, users, surplus>>

Next == \E t \in Threads : \/ CarveIndex(t) \/ CarveStore(t) \/ AllocateLoad(t) \/ AllocateStore(t)
                           \/ FreeLoad(t) \/ FreeStore(t) \/ GoHomeLoad(t) \/ GoHomeCas(t) \/ Push(t)
                           \/ TakeChain(t) \/ TakeLoad(t) \/ TakeStore(t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
RECURSIVE Sum(_, _)
Sum(f, threads) == IF threads = {} THEN 0
                   ELSE LET t == CHOOSE t \in threads : TRUE IN f[t] + Sum(f, threads \ {t})

(* Entries that a thread has in its hand, out of magazine and chain. *)
At(places) == Cardinality({t \in Threads : pc[t] \in places})

InSlab == At({"push", "take"}) + chain + Sum(chained, Threads)
InMagazines == At({"carve", "allocate", "goHome", "goHomeAgain"}) + Sum(magazine, Threads)

TypeOK == state \in States /\ users \in Nat

(* One holder, plus one for each surplus free that has not been found out: nothing is lost. *)
EntriesBalance == /\ (IF carved THEN 0 ELSE 1) + InSlab + InMagazines + users = 1 + surplus
                  /\ surplus >= 0

OrderedFreeIsCaught == users = 0 => NextFree(state) = Refused

OneUser == users <= 1

InSlabAtMostOnce == InSlab <= 1

(* EXACT only. *)
OneFreePasses == surplus = 0
=============================================================================
