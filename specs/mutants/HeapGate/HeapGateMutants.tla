-------------------------- MODULE HeapGateMutants ---------------------------
(* Known bugs of HeapGate: each operator replaces one of the model in the configuration of its number. *)
EXTENDS HeapGate

(* 36: look once, then count in, whatever the word has become. *)
BadEnterExchangeAdds(current, expected, next) == [current EXCEPT !.inFlight = @ + 1]

(* 37: enter is a load and a store; a close in between is overwritten. *)
BadEnterExchangeStores(current, expected, next) == next

(* 38: look once whether another close came first, then mark, whatever the word has become. *)
BadCloseExchange(current, expected, next) ==
    Pack(IF current.inFlight = 0 THEN "CLOSED" ELSE "CLOSING", current.inFlight)

(* 53: the heap is given back before the gate refuses. *)
BadCloseLoad(t) == /\ pc[t] = "idle"
                   /\ IF NextClose(word) = Refused
                      THEN Go(t, "idle") /\ UNCHANGED ended
                      ELSE /\ Load(t, "closeCas")
                           /\ ended' = IF word.inFlight = 0 THEN ended + 1 ELSE ended
                   /\ UNCHANGED <<word, inside>>

(* 210: exit is a load and a store; of two that race, one is lost. *)
BadExitExchange(current, expected, next) == next

(* 211: the last one out leaves the end to nobody. *)
BadNextExit(w) == IF w.inFlight = 0 THEN Refused ELSE [w EXCEPT !.inFlight = @ - 1]

(* 212: the thread is counted out first and looks at the word afterwards; two find nothing in flight. *)
BadExitCas(t) == \/ /\ pc[t] = "exitCas"
                    /\ IF word = seen[t]
                       THEN /\ Go(t, "look")
                            /\ word' = [word EXCEPT !.inFlight = @ - 1]
                            /\ inside' = inside \ {t}
                       ELSE Go(t, "exit") /\ UNCHANGED <<word, inside>>
                    /\ UNCHANGED ended
                 \/ /\ pc[t] = "look"
                    /\ IF word.state = "OPEN" \/ word.inFlight # 0
                       THEN Go(t, "idle") /\ UNCHANGED word
                       ELSE Go(t, "end") /\ word' = Pack("CLOSED", 0)
                    /\ UNCHANGED <<ended, inside>>

(* 213: enter counts first and looks at what was there; if the gate was not open, it takes that back. *)
BadEnterLoad(t) == /\ pc[t] = "idle"
                   /\ word' = [word EXCEPT !.inFlight = @ + 1]
                   /\ IF NextEnter(word) = Refused
                      THEN Go(t, "subtract") /\ UNCHANGED inside
                      ELSE Go(t, "use") /\ inside' = inside \cup {t}
                   /\ UNCHANGED ended
BadExitLoad(t) == \/ /\ pc[t] = "exit"
                     /\ IF NextExit(word) = Refused THEN Go(t, "thrown") ELSE Load(t, "exitCas")
                     /\ UNCHANGED <<word, ended, inside>>
                  \/ /\ pc[t] = "subtract"
                     /\ Go(t, "idle")
                     /\ word' = [word EXCEPT !.inFlight = @ - 1]
                     /\ UNCHANGED <<ended, inside>>

(* 214, 216: close does not look whether anything is in flight; it always ends the heap, or never. *)
BadNextCloseEnds(w) == IF w.state # "OPEN" THEN Refused ELSE Pack("CLOSED", w.inFlight)
BadNextCloseNeverEnds(w) == IF w.state # "OPEN" THEN Refused ELSE Pack("CLOSING", w.inFlight)

(* 215: only a CLOSED gate refuses. *)
BadNextEnter(w) == IF w.state # "CLOSED" THEN [w EXCEPT !.inFlight = @ + 1] ELSE Refused

(* 218: the thread leaves before its last use. *)
BadAfterEnter == "exit"
BadAfterUse == "idle"
BadAfterExitUse == "use"

(* 219: a thread leaves twice. *)
BadAfterExitAgain == "exit"
=============================================================================
