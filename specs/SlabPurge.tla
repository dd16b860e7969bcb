------------------------------ MODULE SlabPurge ------------------------------
(* The pages of a slab's free blocks go back to the system. A purger takes the chain,
   and all that was never carved if it wants that too; purges what it has taken; and
   brings it home by push: the rest first, which hangs in no chain yet, then the chain.
   Meanwhile users take blocks and push them, holders come and go, and anybody retires.

   Hold, refill, un-hold and retire keep nothing of a failed round, and are one step
   each here: BatchRefill has them in two. Who takes for a purge, and who pushes, reads
   the word in one step and compares and sets it in another. Where that fails, a purger
   pushes again, since it has to; all others may give up. A thread may stop for ever
   between any two steps.

   Nobody misses the content of a block that is home or was never carved. So of a
   block's content it matters only whether it went while the block was out. *)
EXTENDS SlabWord, FiniteSets, TLC

CONSTANTS Threads, Capacity, Want, MaxChain

VARIABLES
    word,      \* the slab's word
    links,     \* links[b]: the block after b; NIL, which means nothing, while b is out
    users,     \* the blocks out with users or in magazines
    gone,      \* of the blocks that are out, those whose content is gone
    pc,        \* what each thread is about to do
    seen,      \* the word that each thread has read or replaced, REFUSED when it needs none
    chains,    \* the chains that each thread is bringing home
    given      \* how often each duty was given

threads == <<pc, seen, chains>>
vars == <<word, links, users, gone, threads, given>>

Symmetry == Permutations(Threads)
Blocks == 0 .. Capacity - 1
Home == Range(Chain(links, word.head, Capacity))
Out == (0 .. word.carved - 1) \ Home

TypeOK ==
    /\ word \in [state : States, carved : 0 .. Capacity, count : 0 .. Capacity, head : Blocks \cup {NIL}]
    /\ links \in [Blocks -> Blocks \cup {NIL}]
    /\ users \subseteq Blocks /\ gone \subseteq Blocks
    /\ pc \in [Threads -> {"idle", "take", "takeAll", "purge", "purgeAll", "home", "push", "free"}]

Init ==
    /\ word = NewWord
    /\ links = [b \in Blocks |-> NIL]
    /\ users = {} /\ gone = {}
    /\ pc = [t \in Threads |-> "idle"]
    /\ seen = [t \in Threads |-> REFUSED]
    /\ chains = [t \in Threads |-> <<>>]
    /\ given = NoDuties

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Read(t, step) == Goto(t, step) /\ seen' = [seen EXCEPT ![t] = word]
Forget(t) == seen' = [seen EXCEPT ![t] = REFUSED]

\* Links of blocks that are out mean nothing: they are written before they are read again.
Unlinked(blocks) == [b \in Blocks |-> IF b \in blocks THEN NIL ELSE links[b]]
\* Links after the blocks of `chain` were linked to each other, and the last of them to `end`.
Linked(chain, end) ==
    [b \in Blocks |-> IF b \notin Range(chain) THEN links[b]
                      ELSE LET i == CHOOSE j \in DOMAIN chain : chain[j] = b
                           IN IF i = Len(chain) THEN end ELSE chain[i + 1]]

(* ---- holders, and whoever retires ---- *)
Became(next) == word' = next /\ given' = DutiesAfter(given, word, next)
Changes(next) == next \notin {REFUSED, word} /\ Became(next)

Hold == Changes(NextHold(word)) /\ UNCHANGED <<links, users, gone, threads>>
Refill ==
    LET next == NextRefill(word, Capacity, Want)
        batch == Home \cup (word.carved .. next.carved - 1)
    IN /\ Changes(next)
       /\ users' = users \cup batch
       /\ links' = Unlinked(batch)
       /\ UNCHANGED <<gone, threads>>
Unhold == Changes(NextUnhold(word, Capacity)) /\ UNCHANGED <<links, users, gone, threads>>
Retire == Changes(NextRetire(word)) /\ UNCHANGED <<links, users, gone, threads>>

(* ---- purgers ---- *)
\* With nothing left to carve it is the same whether the rest is wanted.
TakeRead(t) ==
    \E rest \in {FALSE, word.carved < Capacity} :
        /\ pc[t] = "idle" /\ NextTake(word, Capacity, rest) # REFUSED
        /\ Read(t, IF rest THEN "takeAll" ELSE "take")
        /\ UNCHANGED <<word, links, users, gone, chains, given>>
IsTaking(t) == pc[t] \in {"take", "takeAll"}
Took(t) == Goto(t, IF pc[t] = "take" THEN "purge" ELSE "purgeAll")
\* A take leaves no duty to anybody. A listing may be over.
Delisted(next) == IF word.state = "LISTED" /\ next.state # "LISTED" THEN [given EXCEPT !.LIST = @ - 1] ELSE given
TakeStep(t) ==
    /\ IsTaking(t) /\ word = seen[t]
    /\ word' = NextTake(word, Capacity, pc[t] = "takeAll")
    /\ given' = Delisted(word')
    /\ Took(t)
    /\ UNCHANGED <<links, users, gone, seen, chains>>
TakeFailed(t) ==
    /\ IsTaking(t) /\ word # seen[t]
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<word, links, users, gone, chains, given>>

\* What a purger has taken, by the word that it replaced: as much as that word has counted, and what it had not carved.
IsPurging(t) == pc[t] \in {"purge", "purgeAll"}
Rest(t) == [i \in 1 .. (IF pc[t] = "purgeAll" THEN Capacity - seen[t].carved ELSE 0) |-> seen[t].carved + i - 1]
Taken(t) ==
    LET IsAny(chain) == chain # <<>>
    IN SelectSeq(<<Rest(t), Chain(links, seen[t].head, seen[t].count)>>, IsAny)
\* The blocks that a thread has in hand, between a take or a user and the slab.
InHand(t) == UNION {Range(chain) : chain \in Range(IF IsPurging(t) THEN Taken(t) ELSE chains[t])}

Purge(t) ==
    /\ IsPurging(t)
    /\ gone' = gone \cup (InHand(t) \cap Out)
    /\ links' = Unlinked(InHand(t))
    /\ chains' = [chains EXCEPT ![t] = Taken(t)]
    /\ Goto(t, "home") /\ Forget(t)
    /\ UNCHANGED <<word, users, given>>
HomeRead(t) ==
    /\ pc[t] = "home"
    /\ links' = Linked(Head(chains[t]), word.head)
    /\ Read(t, "push")
    /\ UNCHANGED <<word, users, gone, chains, given>>

(* ---- users push chains of what they have ---- *)
Chains == {<<b>> : b \in users}
    \cup {<<p[1], p[2]>> : p \in {q \in users \X users : MaxChain > 1 /\ q[1] # q[2]}}
FreeRead(t) ==
    \E chain \in Chains :
        /\ pc[t] = "idle"
        /\ users' = users \ Range(chain)
        /\ links' = Linked(chain, word.head)
        /\ chains' = [chains EXCEPT ![t] = <<chain>>]
        /\ Read(t, "free")
        /\ UNCHANGED <<word, gone, given>>

(* ---- the push itself, a user's or a purger's ---- *)
Pushed(t) == NextPush(word, Head(chains[t])[1], Len(Head(chains[t])))
PushStep(t) ==
    /\ pc[t] \in {"push", "free"} /\ word = seen[t]
    /\ Pushed(t) # REFUSED /\ Became(Pushed(t))
    /\ gone' = gone \ Range(Head(chains[t]))
    /\ chains' = [chains EXCEPT ![t] = Tail(@)]
    /\ Goto(t, IF Len(chains[t]) = 1 THEN "idle" ELSE "home") /\ Forget(t)
    /\ UNCHANGED <<links, users>>
PushFailed(t) ==
    /\ pc[t] = "push" /\ word # seen[t]
    /\ links' = Unlinked(Range(Head(chains[t])))
    /\ Goto(t, "home") /\ Forget(t)
    /\ UNCHANGED <<word, users, gone, chains, given>>
FreeFailed(t) ==
    /\ pc[t] = "free" /\ word # seen[t]
    /\ users' = users \cup InHand(t)
    /\ links' = Unlinked(InHand(t))
    /\ chains' = [chains EXCEPT ![t] = <<>>]
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<word, gone, given>>

\* What a purger still has to do that has taken something.
Finish(t) == Purge(t) \/ HomeRead(t) \/ PushStep(t) \/ PushFailed(t)
Begin(t) == TakeRead(t) \/ TakeStep(t) \/ TakeFailed(t) \/ FreeRead(t) \/ FreeFailed(t)
Next == Hold \/ Refill \/ Unhold \/ Retire \/ \E t \in Threads : Begin(t) \/ Finish(t)
Spec == Init /\ [][Next]_vars /\ \A t \in Threads : WF_vars(Finish(t))

(* ---- properties ---- *)

Freeing == {t \in Threads : pc[t] = "free"}
Loot(t) == IF t \in Freeing THEN {} ELSE InHand(t)

CarvedWithinCapacity == word.carved <= Capacity
CountIsLengthOfChain == Len(Chain(links, word.head, Capacity + 1)) = word.count
NoBlockTwice ==
    /\ users \cap Home = {}
    /\ \A t \in Threads : InHand(t) \cap (users \cup Home) = {}
    /\ \A t, u \in Threads : t # u => InHand(t) \cap InHand(u) = {}
Conservation == Home \cup users \cup UNION {InHand(t) : t \in Threads} = 0 .. word.carved - 1
\* No two purgers have a block, by NoBlockTwice.
NothingOfOthersIsGone == gone \cap (users \cup UNION {InHand(t) : t \in Freeing}) = {}
FullHasNothingToGive == word.state = "FULL" => word.count = 0 /\ word.carved = Capacity
ListedHasSomethingToGive == word.state = "LISTED" => word.count > 0 \/ word.carved < Capacity
DeadHasAllHome == word.state = "DEAD" => AllHome(word) /\ Home = 0 .. word.carved - 1
NoDeathDuringAPurge == word.state = "DEAD" => \A t \in Threads : Loot(t) = {}
EachDutyOnce == DutiesGivenOnce(given, word)
DeadIsFinal == [][word.state = "DEAD" => word' = word]_word
CarvedOnlyGrows == [][word'.carved >= word.carved]_word
\* Once nobody begins anything, all that purgers have comes home. Until then each of their pushes may be overtaken.
TakenComesHome == <>[][\E t \in Threads : Finish(t)]_vars => <>[](\A t \in Threads : Loot(t) = {})
=============================================================================
