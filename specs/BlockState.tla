----------------------------- MODULE BlockState -----------------------------
(***************************************************************************)
(* Who has a block: one state byte, and one link for the slab's chain.     *)
(* The model of org.pinfold.protocol.BlockState, and of the admission in   *)
(* RemoteFreeQueue, for one block; NextCarve ... NextTake are the          *)
(* functions next... .                                                     *)
(*                                                                         *)
(* Steps.  carve, allocate, free, goHome and take are plain: a load of the *)
(* byte, then a store that looks at nothing.  freeExactly is a load, then  *)
(* a compareAndSet.  admit is one compareAndSet, of the link from OUT to   *)
(* IN (which stands for NIL and for a next block); who is then refused by  *)
(* goHome, or took the chain, stores OUT again.  A chain is pushed and     *)
(* taken whole, each in one step, as the slab's word changes.  Whoever     *)
(* takes a block off its chain stores OUT first, then takes, then looks    *)
(* whether a user has the block.  Chain and magazines are numbers of       *)
(* entries that name the block.  free may be called by anybody at any      *)
(* time: misuse is what this is for.  Each thread may stop for ever        *)
(* anywhere, between a load and its store too.                             *)
(*                                                                         *)
(* Ghosts.  `users` counts hand-outs that no free has ended yet, `surplus` *)
(* the frees that passed with no hand-out left to end, less the entries    *)
(* that were found out (an allocate, admit, goHome or take that dropped    *)
(* one).                                                                   *)
(*                                                                         *)
(* EXACT, with no assumption about timing (BlockState.cfg): of all frees   *)
(* between two hand-outs exactly one passes, the block has one user, and   *)
(* that user's free passes.                                                *)
(*                                                                         *)
(* Both, with no assumption about timing (BlockState-stalled.cfg): the     *)
(* block hangs in the slab's chain, or is on its way there, at most once   *)
(* (AdmittedAtMostOnce); each free that passed left one entry, and each    *)
(* entry that was dropped is found out (EntriesBalance); a free that begins *)
(* after the hand-outs have been ended is refused (OrderedFreeIsCaught).   *)
(*                                                                         *)
(* ORDERED, Prompt (BlockState-ordered.cfg): if no step of another thread  *)
(* falls into an allocate, a goHome (from its admit on) or a take, and only *)
(* frees fall into a free, then, besides, the block has one user at a time, *)
(* that user's free passes, and only surplus entries are dropped (NotLost). *)
(* Of frees that race several may pass.                                    *)
(*                                                                         *)
(* Not guaranteed by ORDERED after frees that raced, each shown by a       *)
(* mutant.  144: two threads that allocate the two entries in one window   *)
(* both hand the block out.  147: an allocate that falls into the goHome   *)
(* of the other entry is overwritten, and its user's free is refused; 149: *)
(* so is one that falls into a take, if a free was suspended until then.   *)
(* 148: an entry whose admit meets the other one just before that is       *)
(* unlinked, because goHome refused it, is dropped too: the block is lost, *)
(* and its slab does not die before the heap is closed.                    *)
(*                                                                         *)
(* Not modelled.  Several blocks, whose bytes and links are independent;   *)
(* the kind that goes with ALLOCATED and CACHED, which is one slab's;      *)
(* the order of a chain (RemoteFreeQueue).  Memory is sequentially         *)
(* consistent; "ordered" is here what happens-before is there.             *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS Threads,    \* each with a magazine
          Frees,      \* "EXACT" or "ORDERED"
          Prompt,     \* whether MayFallInto restricts the timing
          MaxSurplus, \* ORDERED: how many surplus frees may be about at once
          None,       \* nothing loaded
          Refused     \* what Next... answers when the operation does not apply

VARIABLES state,      \* the block's byte
          link,       \* the block's link: "OUT", or "IN" a chain or on the way there
          carved,     \* whether some thread has carved the block
          chain,      \* how many entries of the slab's chain name the block
          chained,    \* of a chain that a thread took, how many entries are left to look at
          magazine,   \* how many entries of a thread's magazine name the block
          users,      \* ghost: hand-outs not ended by a free
          surplus,    \* ghost: frees that passed beyond that, not found out
          pc,         \* where each thread stands
          seen        \* the byte each thread loaded, until its store or compareAndSet

vars == <<state, link, carved, chain, chained, magazine, users, surplus, pc, seen>>

States == {"UNCARVED", "ALLOCATED", "CACHED", "IN_SLAB"}

(* The transitions. *)
NextCarve(s) == IF s = "UNCARVED" THEN "CACHED" ELSE Refused
NextAllocate(s) == IF s = "CACHED" THEN "ALLOCATED" ELSE Refused
NextFree(s) == IF s = "ALLOCATED" THEN "CACHED" ELSE Refused
NextGoHome(s) == IF s = "CACHED" THEN "IN_SLAB" ELSE Refused
NextTake(s) == IF s = "IN_SLAB" THEN "CACHED" ELSE Refused

(* How a free is published: the byte afterwards, or Refused where a compareAndSet fails. *)
Store(current, expected, next) == next
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
FreeExchange(current, expected, next) ==
    IF Frees = "EXACT" THEN CompareAndSet(current, expected, next) ELSE Store(current, expected, next)

(* The windows of the operations, from the first step to the last, by where a thread stands. *)
Window(at) == CASE at = "free" -> "free"
                [] at = "allocate" -> "allocate"
                [] at \in {"admitted", "goHome", "unlink"} -> "goHome"
                [] at \in {"off", "take", "look"} -> "take"
                [] OTHER -> "none"

(* The assumption about timing: may a step of operation `step` fall into the window of operation `window`? *)
MayFallInto(step, window) == window = "none" \/ <<step, window>> = <<"free", "free">>
Undisturbed(t, step) == Prompt => \A u \in Threads \ {t} : MayFallInto(step, Window(pc[u]))

Init == /\ state = "UNCARVED"
        /\ link = "OUT"
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
                 /\ UNCHANGED <<state, link, chain, chained, magazine, users, surplus>>

CarveStore(t) == /\ pc[t] = "carve"
                 /\ state' = NextCarve(seen[t])
                 /\ magazine' = Add(magazine, t, 1)
                 /\ Go(t, "idle")
                 /\ UNCHANGED <<link, carved, chain, chained, users, surplus>>

(* The entry leaves the magazine with the load; where it is refused, the misuse is found out. *)
AllocateLoad(t) == /\ pc[t] = "idle" /\ magazine[t] > 0 /\ Undisturbed(t, "allocate")
                   /\ magazine' = Add(magazine, t, -1)
                   /\ IF NextAllocate(state) = Refused
                      THEN surplus' = surplus - 1 /\ UNCHANGED <<pc, seen>>
                      ELSE Load(t, "allocate") /\ UNCHANGED surplus
                   /\ UNCHANGED <<state, link, carved, chain, chained, users>>

AllocateStore(t) == /\ pc[t] = "allocate" /\ Undisturbed(t, "allocate")
                    /\ state' = NextAllocate(seen[t])
                    /\ users' = users + 1
                    /\ Go(t, "idle")
                    /\ UNCHANGED <<link, carved, chain, chained, magazine, surplus>>

(* ORDERED: how many surplus frees there would be if all that are under way passed, one more included. *)
Freeing == Cardinality({t \in Threads : pc[t] = "free"})
MayFree == Frees = "EXACT" \/ surplus + Freeing + 1 - users <= MaxSurplus

FreeLoad(t) == /\ pc[t] = "idle" /\ MayFree /\ Undisturbed(t, "free")
               /\ NextFree(state) # Refused
               /\ Load(t, "free")
               /\ UNCHANGED <<state, link, carved, chain, chained, magazine, users, surplus>>

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
                /\ UNCHANGED <<link, carved, chain, chained>>

(* The entry leaves the magazine; where the link is not OUT, the misuse is found out. *)
Admit(t) == /\ pc[t] = "idle" /\ magazine[t] > 0 /\ Undisturbed(t, "goHome")
            /\ magazine' = Add(magazine, t, -1)
            /\ IF link = "OUT"
               THEN link' = "IN" /\ Go(t, "admitted") /\ UNCHANGED surplus
               ELSE surplus' = surplus - 1 /\ UNCHANGED <<link, pc, seen>>
            /\ UNCHANGED <<state, carved, chain, chained, users>>

GoHomeLoad(t) == /\ pc[t] = "admitted" /\ Undisturbed(t, "goHome")
                 /\ IF NextGoHome(state) = Refused THEN Go(t, "unlink") ELSE Load(t, "goHome")
                 /\ UNCHANGED <<state, link, carved, chain, chained, magazine, users, surplus>>

(* goHome was refused: the link is OUT again, and the misuse is found out. *)
Unlink(t) == /\ pc[t] = "unlink" /\ Undisturbed(t, "goHome")
             /\ link' = "OUT"
             /\ surplus' = surplus - 1
             /\ Go(t, "idle")
             /\ UNCHANGED <<state, carved, chain, chained, magazine, users>>

GoHomeStore(t) == /\ pc[t] = "goHome" /\ Undisturbed(t, "goHome")
                  /\ state' = NextGoHome(seen[t])
                  /\ Go(t, "push")
                  /\ UNCHANGED <<link, carved, chain, chained, magazine, users, surplus>>

Push(t) == /\ pc[t] = "push"
           /\ chain' = chain + 1
           /\ Go(t, "idle")
           /\ UNCHANGED <<state, link, carved, chained, magazine, users, surplus>>

TakeChain(t) == /\ pc[t] = "idle" /\ chain > 0 /\ chained[t] = 0
                /\ chained' = Add(chained, t, chain)
                /\ chain' = 0
                /\ UNCHANGED <<state, link, carved, magazine, users, surplus, pc, seen>>

(* What is not wanted of a chain is pushed as it was taken. *)
PushRest(t) == /\ pc[t] = "idle" /\ chained[t] > 0
               /\ chain' = chain + chained[t]
               /\ chained' = [chained EXCEPT ![t] = 0]
               /\ UNCHANGED <<state, link, carved, magazine, users, surplus, pc, seen>>

TakeOff(t) == /\ pc[t] = "idle" /\ chained[t] > 0 /\ Undisturbed(t, "take")
              /\ chained' = Add(chained, t, -1)
              /\ link' = "OUT"
              /\ Go(t, "off")
              /\ UNCHANGED <<state, carved, chain, magazine, users, surplus>>

TakeLoad(t) == /\ pc[t] = "off" /\ Undisturbed(t, "take")
               /\ IF NextTake(state) = Refused THEN Go(t, "look") ELSE Load(t, "take")
               /\ UNCHANGED <<state, link, carved, chain, chained, magazine, users, surplus>>

TakeStore(t) == /\ pc[t] = "take" /\ Undisturbed(t, "take")
                /\ state' = NextTake(seen[t])
                /\ Go(t, "look")
                /\ UNCHANGED <<link, carved, chain, chained, magazine, users, surplus>>

(* A block that a user has by now is left to him: the misuse is found out. *)
Look(t) == /\ pc[t] = "look" /\ Undisturbed(t, "take")
           /\ IF state = "ALLOCATED"
              THEN surplus' = surplus - 1 /\ UNCHANGED magazine
              ELSE magazine' = Add(magazine, t, 1) /\ UNCHANGED surplus
           /\ Go(t, "idle")
           /\ UNCHANGED <<state, link, carved, chain, chained, users>>

Next == \E t \in Threads : \/ CarveIndex(t) \/ CarveStore(t) \/ AllocateLoad(t) \/ AllocateStore(t)
                           \/ FreeLoad(t) \/ FreeStore(t)
                           \/ Admit(t) \/ GoHomeLoad(t) \/ Unlink(t) \/ GoHomeStore(t) \/ Push(t)
                           \/ TakeChain(t) \/ PushRest(t) \/ TakeOff(t) \/ TakeLoad(t) \/ TakeStore(t) \/ Look(t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
RECURSIVE Sum(_, _)
Sum(f, threads) == IF threads = {} THEN 0
                   ELSE LET t == CHOOSE t \in threads : TRUE IN f[t] + Sum(f, threads \ {t})

(* Entries that a thread has in its hand, out of magazine and chain. *)
At(places) == Cardinality({t \in Threads : pc[t] \in places})

InSlab == At({"push"}) + chain + Sum(chained, Threads)
Admitted == At({"admitted", "goHome", "unlink"}) + InSlab
InMagazines == At({"carve", "allocate", "off", "take", "look"}) + Sum(magazine, Threads)

TypeOK == state \in States /\ link \in {"OUT", "IN"} /\ users \in Nat

(* One holder, plus one for each surplus free that has not been found out. *)
EntriesBalance == (IF carved THEN 0 ELSE 1) + Admitted + InMagazines + users = 1 + surplus

(* Only surplus entries are found out. *)
NotLost == surplus >= 0

OrderedFreeIsCaught == users = 0 => NextFree(state) = Refused

OneUser == users <= 1

(* Whoever has the block can free it. *)
UserCanFree == users > 0 => NextFree(state) # Refused

InSlabAtMostOnce == InSlab <= 1
AdmittedAtMostOnce == Admitted = IF link = "IN" THEN 1 ELSE 0

(* EXACT only. *)
OneFreePasses == surplus = 0
=============================================================================
