---------------------------- MODULE MemoryBudget ----------------------------
(***************************************************************************)
(* How much memory a heap may have, and several heaps together.  The       *)
(* model of org.pinfold.protocol.MemoryBudget; NextTake and NextGiveBack   *)
(* are its nextTake and nextGiveBack.  There is one parent, of which all   *)
(* else are children; a chain of parents repeats the same two steps.       *)
(*                                                                         *)
(* Steps.  To take, a thread loads the amount in use, then the limit, and  *)
(* then does a compareAndSet: first at the child, then the same at the     *)
(* parent.  What the parent refuses it gives back to the child, by a load  *)
(* and a compareAndSet.  To give back is a load and a compareAndSet at the *)
(* parent, then at the child.  A compareAndSet that fails is tried again   *)
(* from the load on.  Limits change at any time.                           *)
(*                                                                         *)
(* Assumptions.  Nobody gives back what was not taken by the same child.   *)
(* Memory is sequentially consistent.                                      *)
(*                                                                         *)
(* Guarantees.  A take, at each budget, ends at no more than the highest   *)
(* limit that was in force there since it loaded the amount in use; so     *)
(* while a limit stays, or is raised only, the amount in use does not      *)
(* exceed it.  What the callers of a budget have is in use there.  A       *)
(* child has in use at least what it has of its parent.  At rest all of    *)
(* these are equal: no refusal and no change of a limit loses anything.    *)
(*                                                                         *)
(* Not promised.  That a take which fits succeeds: another one that the    *)
(* parent is about to refuse may stand in its way at the child.  Nothing   *)
(* is promised eventually.                                                 *)
(*                                                                         *)
(* Not modelled.  64-bit overflow (amounts and limits are not negative,    *)
(* and the comparison subtracts); calls at the parent itself.              *)
(***************************************************************************)
EXTENDS Integers, TLC

CONSTANTS Threads,      \* who takes and gives back
          Children,     \* the budgets under the parent
          Parent,       \* the budget above them
          ChildLimits,  \* what the limit of a child may be; at first it is the largest
          ParentLimits, \* the same of the parent
          Amounts,      \* how much is taken in one call
          None,         \* nothing
          Refused       \* what Next... answers when the operation does not apply

VARIABLES used,    \* the word of each budget: how much is in use
          limit,   \* the limit of each
          pc,      \* where each thread stands
          call,    \* what each thread is about: which child and how much, or None
          seen,    \* what each thread loaded of the amount in use, until its compareAndSet
          read,    \* what it loaded of the limit
          highest, \* ghost: the highest limit in force at that budget since the load of the amount in use
          held,    \* ghost: what the callers of each child have taken and not begun to give back
          share    \* ghost: what each child has of the parent

vars == <<used, limit, pc, call, seen, read, highest, held, share>>

Budgets == Children \cup {Parent}
Limits(b) == IF b = Parent THEN ParentLimits ELSE ChildLimits
Max(m, n) == IF m > n THEN m ELSE n
Largest(numbers) == CHOOSE n \in numbers : \A m \in numbers : m <= n

(* The transitions. *)
NextTake(u, n, most) == IF n <= most - u THEN u + n ELSE Refused
NextGiveBack(u, n) == IF n <= u THEN u - n ELSE Refused

(* The limit that a take goes by. *)
LimitRead(b) == limit[b]

(* How a transition is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
TakeExchange(current, expected, next) == CompareAndSet(current, expected, next)
GiveBackExchange(current, expected, next) == CompareAndSet(current, expected, next)

(* The order of the steps: who is asked first, what follows, and what follows a refusal. *)
FirstToTake == "child"
AfterTakeAtChild == "parent"
AfterTakeAtParent == "done"
AfterRefusalAtChild == "idle"
AfterRefusalAtParent == "undo"
AfterUndo == "idle"
FirstToGiveBack == "backAtParent"
AfterBackAtParent == "backAtChild"
AfterBackAtChild == "idle"

(* The budget where thread t is taking or giving back, if it is. *)
At(t) == IF pc[t] \in {"parent", "parentLimit", "parentCas", "backAtParent", "backAtParentCas"} THEN Parent
         ELSE call[t].child

Init == /\ used = [b \in Budgets |-> 0]
        /\ limit = [b \in Budgets |-> Largest(Limits(b))]
        /\ pc = [t \in Threads |-> "idle"]
        /\ call = [t \in Threads |-> None]
        /\ seen = [t \in Threads |-> None]
        /\ read = [t \in Threads |-> None]
        /\ highest = [t \in Threads |-> None]
        /\ held = [c \in Children |-> 0]
        /\ share = [c \in Children |-> 0]

(* Thread t goes on at `at`, or has done what it was about; what it no longer needs is forgotten. *)
Go(t, at) == /\ pc' = [pc EXCEPT ![t] = IF at = "done" THEN "idle" ELSE at]
             /\ call' = IF at \in {"idle", "done"} THEN [call EXCEPT ![t] = None] ELSE call
             /\ seen' = [seen EXCEPT ![t] = None]
             /\ read' = [read EXCEPT ![t] = None]
             /\ highest' = [highest EXCEPT ![t] = None]
             /\ held' = IF at = "done" THEN [held EXCEPT ![call[t].child] = @ + call[t].amount] ELSE held

Load(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
               /\ seen' = [seen EXCEPT ![t] = used[At(t)]]
               /\ UNCHANGED <<call, read, held>>

Take(t, c, n) == /\ pc[t] = "idle"
                 /\ pc' = [pc EXCEPT ![t] = FirstToTake]
                 /\ call' = [call EXCEPT ![t] = [child |-> c, amount |-> n]]
                 /\ UNCHANGED <<used, limit, seen, read, highest, held, share>>

TakeLoad(t, from, at) == /\ pc[t] = from
                         /\ Load(t, at)
                         /\ highest' = [highest EXCEPT ![t] = limit[At(t)]]
                         /\ UNCHANGED <<used, limit, share>>

TakeLimit(t, from, at, refused) ==
    /\ pc[t] = from
    /\ IF NextTake(seen[t], call[t].amount, LimitRead(At(t))) = Refused
       THEN Go(t, refused)
       ELSE /\ pc' = [pc EXCEPT ![t] = at]
            /\ read' = [read EXCEPT ![t] = LimitRead(At(t))]
            /\ UNCHANGED <<call, seen, highest, held>>
    /\ UNCHANGED <<used, limit, share>>

TakeCas(t, from, again, at) ==
    /\ pc[t] = from
    /\ LET b == At(t)
           after == TakeExchange(used[b], seen[t], NextTake(seen[t], call[t].amount, read[t])) IN
       IF after = Refused
       THEN Go(t, again) /\ UNCHANGED <<used, share>>
       ELSE /\ Go(t, at)
            /\ used' = [used EXCEPT ![b] = after]
            /\ share' = IF b = Parent THEN [share EXCEPT ![call[t].child] = @ + call[t].amount] ELSE share
    /\ UNCHANGED limit

GiveBack(t, c, n) == /\ pc[t] = "idle"
                     /\ n <= held[c]
                     /\ pc' = [pc EXCEPT ![t] = FirstToGiveBack]
                     /\ call' = [call EXCEPT ![t] = [child |-> c, amount |-> n]]
                     /\ held' = [held EXCEPT ![c] = @ - n]
                     /\ UNCHANGED <<used, limit, seen, read, highest, share>>

GiveBackLoad(t, from, at) == /\ pc[t] = from
                             /\ IF NextGiveBack(used[At(t)], call[t].amount) = Refused
                                THEN Go(t, "thrown")
                                ELSE Load(t, at) /\ UNCHANGED highest
                             /\ UNCHANGED <<used, limit, share>>

GiveBackCas(t, from, again, at) ==
    /\ pc[t] = from
    /\ LET b == At(t)
           after == GiveBackExchange(used[b], seen[t], NextGiveBack(seen[t], call[t].amount)) IN
       IF after = Refused
       THEN Go(t, again) /\ UNCHANGED <<used, share>>
       ELSE /\ Go(t, at)
            /\ used' = [used EXCEPT ![b] = after]
            /\ share' = IF b = Parent THEN [share EXCEPT ![call[t].child] = @ - call[t].amount] ELSE share
    /\ UNCHANGED limit

(* By anybody, at any time. *)
SetLimit(b, wanted) ==
    /\ wanted # limit[b]
    /\ limit' = [limit EXCEPT ![b] = wanted]
    /\ highest' = [t \in Threads |-> IF highest[t] # None /\ At(t) = b THEN Max(highest[t], limit'[b]) ELSE highest[t]]
    /\ UNCHANGED <<used, pc, call, seen, read, held, share>>

Next == \/ \E t \in Threads :
             \/ \E c \in Children, n \in Amounts : Take(t, c, n) \/ GiveBack(t, c, n)
             \/ TakeLoad(t, "child", "childLimit")
             \/ TakeLimit(t, "childLimit", "childCas", AfterRefusalAtChild)
             \/ TakeCas(t, "childCas", "child", AfterTakeAtChild)
             \/ TakeLoad(t, "parent", "parentLimit")
             \/ TakeLimit(t, "parentLimit", "parentCas", AfterRefusalAtParent)
             \/ TakeCas(t, "parentCas", "parent", AfterTakeAtParent)
             \/ GiveBackLoad(t, "undo", "undoCas")
             \/ GiveBackCas(t, "undoCas", "undo", AfterUndo)
             \/ GiveBackLoad(t, "backAtParent", "backAtParentCas")
             \/ GiveBackCas(t, "backAtParentCas", "backAtParent", AfterBackAtParent)
             \/ GiveBackLoad(t, "backAtChild", "backAtChildCas")
             \/ GiveBackCas(t, "backAtChildCas", "backAtChild", AfterBackAtChild)
        \/ \E b \in Budgets : \E wanted \in Limits(b) : SetLimit(b, wanted)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Threads) \cup Permutations(Children)

-----------------------------------------------------------------------------
RECURSIVE Sum(_, _)
Sum(amounts, children) == IF children = {} THEN 0
                          ELSE LET c == CHOOSE c \in children : TRUE IN amounts[c] + Sum(amounts, children \ {c})

TypeOK == /\ \A b \in Budgets : used[b] \in 0 .. Largest(Limits(b)) /\ limit[b] \in Limits(b)
          /\ \A c \in Children : held[c] \in Nat /\ share[c] \in Nat
          /\ \A t \in Threads : call[t] # None => call[t] \in [child : Children, amount : Amounts]

(* What a take ends at was allowed by a limit in force while it went on. *)
LimitIsKept == [][\A b \in Budgets : used'[b] > used[b] =>
                    \E t \in Threads : pc[t] \in {"childCas", "parentCas"} /\ At(t) = b /\ used'[b] <= highest[t]]_vars

(* What the callers have been granted is in use, at their child and at the parent. *)
GrantedIsInUse == /\ \A c \in Children : held[c] <= used[c]
                  /\ Sum(held, Children) <= used[Parent]

(* The parent's amount is the children's shares, each of which its child has in use: both limits bound it. *)
SharesAreInUse == /\ used[Parent] = Sum(share, Children)
                  /\ \A c \in Children : share[c] <= used[c]

(* At rest nothing is lost and nothing is left over. *)
Conserved == (\A t \in Threads : pc[t] = "idle") =>
                /\ \A c \in Children : used[c] = held[c] /\ share[c] = held[c]
                /\ used[Parent] = Sum(held, Children)

NobodyThrows == \A t \in Threads : pc[t] # "thrown"
=============================================================================
