namespace Skylite.Training.Optimizers;

/// <summary>
/// A rule that moves parameters along their gradients. It holds settings only; what it remembers lives in an <see cref="OptimizerRun"/>.
/// Rules are records whose public properties are their settings alone: as text they tell a resumed run whether it goes on as it began.
/// </summary>
public interface IOptimizer
{
    /// <summary>Public name, in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>Names of the tensors that the rule remembers for every parameter.</summary>
    IReadOnlyList<string> Memories { get; }

    /// <summary>Moves the parameters of one group by one step.</summary>
    void Step(OptimizerUpdate update);
}
