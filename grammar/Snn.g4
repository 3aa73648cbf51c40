// The concrete syntax of snn, and nothing of its meaning: LANGUAGE.md tells that, rule by rule.
//
// Newlines mean nothing except that a unit stands on the line of its number. No item or statement
// can begin with something that continues an expression, so nothing needs to separate them; `;` is
// allowed. The two lexer predicates are the only C++ here.
grammar Snn;

@lexer::members {
  // The next character cannot continue an identifier.
  bool wordEnds() {
    const size_t c = _input->LA(1);
    const bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || (c >= 0x370 && c <= 0x3FF);
    return !part;
  }
  // ... and the unit just read is not the name that begins what follows, as in `4  C = 1 pF`,
  // `4  s ~ ...`, `4  m[3] = 0`, `4  k(s) = ...`.
  bool unitEnds() {
    if (!wordEnds()) return false;
    ssize_t k = 1;
    while (_input->LA(k) == ' ' || _input->LA(k) == '\t') k++;
    const size_t c = _input->LA(k), d = _input->LA(k + 1);
    const bool changes = (c == '+' || c == '-' || c == '*' || c == '/') && d == '=';
    return !(changes || (c == '=' && d != '=') || (c == '.' && d != '.') || c == ':' ||
             c == '\'' || c == '~' || c == '[' || c == '(');
  }
}

// ---- files --------------------------------------------------------------------------------------

file            : (topDecl ';'?)* EOF ;
topDecl         : importDecl | unitDecl | constDecl | fnDecl | kernelDecl | eventDecl
                | neuronDecl | synapseDecl | mechanismDecl | plasticityDecl
                | networkDecl | experimentDecl | testDecl | trainDecl ;
importDecl      : 'import' (STRING | qname ('.' '{' name (',' name)* '}')?) ('as' name)? ;
unitDecl        : 'unit' name 'prefixed'? '=' expr ('from' expr)? ;
constDecl       : 'const' name (':' unit)? '=' expr ;
fnDecl          : 'fn' name '(' (fnArg (',' fnArg)*)? ')' (':' unit)? '=' expr ;
fnArg           : name (':' unit)? ;
kernelDecl      : 'kernel' name ('(' name ')')? '=' expr ;
eventDecl       : 'event' name (':' unit)? ;

// ---- models -------------------------------------------------------------------------------------

neuronDecl      : 'neuron' name base? body ;
synapseDecl     : 'synapse' name base? body ;
mechanismDecl   : 'mechanism' name ('on' hostVar (',' hostVar)*)? base? body ;
plasticityDecl  : 'plasticity' name ('on' hostVar base? | base) body ;
base            : 'extends' qname args? ;
hostVar         : name ':' unit bounds? ;
body            : '{' (modelItem ';'?)* '}' ;

modelItem       : paramDecl | stateDecl | letDecl | inputDecl | noiseDecl
                | constDecl | fnDecl | kernelDecl
                | useDecl | spikeDecl | handler | injectDecl
                | compartmentDecl | cableDecl | coupleDecl | attachDecl
                | contribution | equation ;

paramDecl       : 'param' declGroup ;
stateDecl       : 'shared'? 'state' declGroup ;
declGroup       : '{' (decl (',' | ';')?)* '}' | decl (',' decl)* ;
decl            : name PRIME* dims? (':' unit)? (('=' | '~') expr)? bounds? ;
dims            : '[' expr (',' expr)* ']' ;
bounds          : 'in' ('[' | '(') expr ',' expr (']' | ')') ;
letDecl         : 'let' name (':' unit)? '=' expr ;
inputDecl       : 'input' polarity? name dims? (':' portType)? ('=' expr)? bounds? ;
portType        : 'spike' unit? | unit ;
polarity        : 'excitatory' | 'inhibitory' ;
noiseDecl       : 'shared'? 'noise' name (',' name)* ;
useDecl         : 'use' name '=' qname args? ('on' binding (',' binding)*)? ;
binding         : name '=' ref ;

spikeDecl       : 'spike' ('when' expr | 'at' 'rate' expr) refractory? block? ;
refractory      : 'refractory' 'until'? expr ('hold' ref (',' ref)*)? ;
handler         : 'on' ref ('(' name ')')? block
                | 'when' expr block
                | 'every' expr block ;
injectDecl      : 'inject' expr ('to' ref)? ;
contribution    : ref ('+=' | '-=') expr ;
equation        : (coef '*')* deriv '=' expr ;
coef            : ref | NUMBER | QUANTITY ;
deriv           : DERIV | ref PRIME+ ;

compartmentDecl : 'compartment' name body ;
cableDecl       : 'cable' name '{' (cableItem ';'?)* '}' ;
cableItem       : setting | useDecl ;
setting         : ref ('=' | '~') expr ;
coupleDecl      : 'couple' ref '--' ref 'by' expr ;
attachDecl      : 'attach' ref '(' expr ')' 'to' ref ('(' expr ')')? ;

// ---- instants: the statements of handlers -------------------------------------------------------

block           : '{' (stmt ';'?)* '}' ;
stmt            : assignment | letStmt | deliverStmt | spikeStmt | emitStmt
                | ifStmt | chanceStmt | forStmt ;
assignment      : ref ('=' | '+=' | '-=' | '*=' | '/=') expr ;
letStmt         : 'let' name '=' expr ;
deliverStmt     : 'deliver' expr ('to' ref)? ;
spikeStmt       : 'spike' ;
emitStmt        : 'emit' ref args? ;
ifStmt          : 'if' expr block ('else' 'if' expr block)* ('else' block)? ;
chanceStmt      : 'with' 'probability' expr block ;
forStmt         : 'for' name 'in' range block ;

// ---- networks -----------------------------------------------------------------------------------

networkDecl     : 'network' name ('(' (decl (',' decl)*)? ')')? '{' (netItem ';'?)* '}' ;
netItem         : groupDecl | letDecl | populationDecl | connectDecl | driveDecl | placeDecl ;
populationDecl  : 'population' name dims? ':' qname args? polarity? settings? ;
settings        : '{' (setting ';'?)* '}' ;
connectDecl     : 'connect' endpoint '->' endpoint ('via' modelUse ('with' modelUse (',' modelUse)*)?)?
                  ('as' name)? ('{' (connItem ';'?)* '}')? ;
modelUse        : qname args? ;
endpoint        : ref | '(' ref (',' ref)* ')' ('.' name)? ;
connItem        : pairsDecl | injectDecl | setting ;
pairsDecl       : 'pairs' ('where' expr ('prob' expr)? | 'prob' expr | ID args? ('where' expr)?)
                  ('except' expr)? ;
driveDecl       : 'drive' endpoint ('=' | '~') expr ;
groupDecl       : 'group' name '=' endpoint ;
placeDecl       : 'place' ref 'on' expr ;

// ---- experiments and tests ----------------------------------------------------------------------

experimentDecl  : 'experiment' name expBlock ;
testDecl        : 'test' STRING expBlock ;
expBlock        : '{' (expItem ';'?)* '}' ;
expItem         : netItem | netInstance | recordDecl | runDecl | atDecl | setDecl | broadcastDecl
                | sweepDecl | repeatDecl | expectDecl | setting ;
netInstance     : 'network' name '=' qname args? ;
recordDecl      : 'record' expr ('every' expr)? ('to' STRING)? ;
runDecl         : 'run' 'until'? expr ;
atDecl          : 'at' expr expBlock ;
setDecl         : 'set' endpoint ('=' | '~') expr ;
broadcastDecl   : 'broadcast' ref args? ;
sweepDecl       : 'sweep' sweepVar (',' sweepVar)* expBlock ;
sweepVar        : name 'in' rangeOrExpr ;
repeatDecl      : 'repeat' expr expBlock ;
expectDecl      : 'expect' expr bounds? ('within' expr)? ;

// ---- training -----------------------------------------------------------------------------------

trainDecl       : 'train' name '{' (trainItem ';'?)* '}' ;
trainItem       : netInstance | dataDecl | feedDecl | surrogateDecl | lossDecl | optimizeDecl
                | letDecl | setting ;
dataDecl        : 'data' name '=' expr ;
feedDecl        : 'feed' endpoint 'from' expr ;
surrogateDecl   : 'surrogate' ref? '(' name ')' '=' expr ;
lossDecl        : 'loss' '=' expr ;
optimizeDecl    : 'optimize' ref (',' ref)* 'with' ref args? ;

// ---- expressions --------------------------------------------------------------------------------

expr            : primary
                | <assoc=right> expr '^' expr
                | ('-' | '+') expr
                | expr ('*' | '/' | '%') expr
                | expr ('+' | '-') expr
                | expr ('<' | '<=' | '>' | '>=' | '==' | '!=') expr
                | 'not' expr
                | expr 'and' expr
                | expr 'or' expr
                | 'if' expr 'then' expr 'else' expr ;
primary         : NUMBER | QUANTITY | STRING | 'true' | 'false' | 'inf' | 'steady'
                | ref args? PRIME*
                | '[' (expr (',' expr)*)? ']'
                | '(' expr ')' ;
ref             : name indices? ('.' name indices?)* ;
indices         : '[' rangeOrExpr (',' rangeOrExpr)* ']' ;
args            : '(' (arg (',' arg)*)? ')' ;
arg             : (name | 'every') '=' expr
                | name 'in' range ':' expr
                | expr ;
range           : expr '..' expr ('step' expr)? ;
rangeOrExpr     : expr ('..' expr ('step' expr)?)? ;

// ---- units after `:` ----------------------------------------------------------------------------

unit            : 'per'? unitTerm (('*' | '/' | 'per') unitTerm)* ;
unitTerm        : (name | NUMBER) unitPower? | '[' unit ']' | '(' unit ')' unitPower? ;
unitPower       : '^' ('-'? NUMBER | '(' '-'? NUMBER ('/' NUMBER)? ')') | RAISED ;

// ---- names --------------------------------------------------------------------------------------

qname           : name ('.' pathName)* ;
// Folders and files of a library may be called like what they hold: `std.plasticity`.
pathName        : name | 'experiment' | 'input' | 'kernel' | 'mechanism' | 'network' | 'neuron'
                | 'noise' | 'plasticity' | 'spike' | 'synapse' | 'test' | 'train' ;
// Soft keywords: words of the grammar that are also good names.
name            : ID | 'at' | 'by' | 'data' | 'drive' | 'event' | 'feed' | 'from' | 'group' | 'pairs'
                | 'per' | 'place' | 'prefixed' | 'prob' | 'rate' | 'set' | 'step' | 'to' | 'unit' ;

// ---- tokens -------------------------------------------------------------------------------------

AND : 'and' ;              AS : 'as' ;                AT : 'at' ;
ATTACH : 'attach' ;        BROADCAST : 'broadcast' ;  BY : 'by' ;
CABLE : 'cable' ;          COMPARTMENT : 'compartment' ;  CONNECT : 'connect' ;
CONST : 'const' ;          COUPLE : 'couple' ;        DATA : 'data' ;
DELIVER : 'deliver' ;      DRIVE : 'drive' ;          ELSE : 'else' ;
EMIT : 'emit' ;            EVENT : 'event' ;          EVERY : 'every' ;
EXCEPT : 'except' ;        EXCITATORY : 'excitatory' ;  EXPECT : 'expect' ;
EXPERIMENT : 'experiment' ;  EXTENDS : 'extends' ;    FALSE : 'false' ;
FEED : 'feed' ;            FN : 'fn' ;                FOR : 'for' ;
FROM : 'from' ;            GROUP : 'group' ;          HOLD : 'hold' ;
IF : 'if' ;                IMPORT : 'import' ;        IN : 'in' ;
INF : 'inf' ;              INHIBITORY : 'inhibitory' ;  INJECT : 'inject' ;
INPUT : 'input' ;          KERNEL : 'kernel' ;        LET : 'let' ;
LOSS : 'loss' ;            MECHANISM : 'mechanism' ;  NETWORK : 'network' ;
NEURON : 'neuron' ;        NOISE : 'noise' ;          NOT : 'not' ;
ON : 'on' ;                OPTIMIZE : 'optimize' ;    OR : 'or' ;
PAIRS : 'pairs' ;          PARAM : 'param' ;          PER : 'per' ;
PLACE : 'place' ;          PLASTICITY : 'plasticity' ;  POPULATION : 'population' ;
PREFIXED : 'prefixed' ;    PROB : 'prob' ;            PROBABILITY : 'probability' ;
RATE : 'rate' ;            RECORD : 'record' ;        REFRACTORY : 'refractory' ;
REPEAT : 'repeat' ;        RUN : 'run' ;              SET : 'set' ;
SHARED : 'shared' ;        SPIKE : 'spike' ;          STATE : 'state' ;
STEADY : 'steady' ;        STEP : 'step' ;            SURROGATE : 'surrogate' ;
SWEEP : 'sweep' ;          SYNAPSE : 'synapse' ;      TEST : 'test' ;
THEN : 'then' ;            TO : 'to' ;                TRAIN : 'train' ;
TRUE : 'true' ;            UNIT_WORD : 'unit' ;       UNTIL : 'until' ;
USE : 'use' ;              VIA : 'via' ;              WHEN : 'when' ;
WHERE : 'where' ;          WITH : 'with' ;            WITHIN : 'within' ;

LBRACE : '{' ;   RBRACE : '}' ;   LPAREN : '(' ;   RPAREN : ')' ;   LBRACKET : '[' ;  RBRACKET : ']' ;
COMMA : ',' ;    SEMICOLON : ';' ;  COLON : ':' ;  DOT : '.' ;      DOTS : '..' ;     ARROW : '->' ;
ASSIGN : '=' ;   DRAW : '~' ;     ADD_TO : '+=' ;  TAKE_FROM : '-=' ;  SCALE_BY : '*=' ;  DIVIDE_BY : '/=' ;
PLUS : '+' ;     MINUS : '-' ;    STAR : '*' ;     SLASH : '/' ;    PERCENT : '%' ;   CARET : '^' ;
LESS : '<' ;     LESS_EQ : '<=' ; GREATER : '>' ;  GREATER_EQ : '>=' ;  EQUAL : '==' ;  UNEQUAL : '!=' ;
COUPLING : '--' ;  PRIME : '\'' ;  RAISED : [²³] ;

DERIV    : 'd' [2-9]? IDSTART IDPART* '/dt' [2-9]? {wordEnds()}? ;
QUANTITY : DECIMAL BLANK* ( UNITS (BLANK+ 'per' BLANK+ UNITS)? {unitEnds()}?
                          | 'per' BLANK+ UNITS {unitEnds()}?
                          | '[' ~[[\]\r\n]+ ']' ) ;
NUMBER   : DECIMAL ;
ID       : IDSTART IDPART* ;
STRING   : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;
DOC      : '##' ~[\r\n]* -> channel(HIDDEN) ;
COMMENT  : '#'  ~[\r\n]* -> channel(HIDDEN) ;
BLANKS   : [ \t\r\n]+    -> skip ;

// What is in no program; the parser says so in its own words.
POWER_SLIP  : '**' ;
AND_SLIP    : '&&' ;
OR_SLIP     : '||' ;
NOT_SLIP    : '!' ;
OPEN_STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'? ;
UNKNOWN     : . ;

fragment DECIMAL : DIGIT+ ('.' DIGIT+)? ([eE] [+-]? DIGIT+)? ;
fragment BLANK   : [ \t] ;
fragment UNITS   : UNIT POWER? ('/' UNIT POWER?)* ;
fragment POWER   : '^' '-'? DIGIT+ | [²³] ;
fragment UNIT    : PREFIX? ( 'm' | 's' | 'A' | 'V' | 'S' | 'F' | 'C' | 'Hz' | 'ohm' | 'M' | 'mol' | 'g'
                           | 'J' | 'N' | 'W' | 'T' | 'K' | 'L' )
                 | 'degC' | 'deg' | 'rad' ;
fragment PREFIX  : [fpnumckMG] | '\u00B5' | '\u03BC' ;
fragment IDSTART : [a-zA-Z_] | '\u0370'..'\u03FF' ;
fragment IDPART  : IDSTART | DIGIT ;
fragment DIGIT   : [0-9] ;
