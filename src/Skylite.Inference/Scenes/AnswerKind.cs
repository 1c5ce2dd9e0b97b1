namespace Skylite.Inference.Scenes;

/// <summary>What the numbers are that a network answers with.</summary>
public enum AnswerKind
{
    /// <summary>Numbers of any size, from which softmax (one output: the logistic function) makes probabilities.</summary>
    Logits,

    /// <summary>Probabilities already, 0 to 1.</summary>
    Probabilities,
}
