using Skylite.Graphs;

namespace Skylite.Training.Losses;

/// <summary>What a training minimises: a function of some named values of the graph and the targets of a batch.</summary>
public interface ILoss
{
    /// <summary>Public name, in kebab-case.</summary>
    string Id { get; }

    /// <summary>What it asks for, in a sentence.</summary>
    string Summary { get; }

    /// <summary>The numbers of it that a user can set.</summary>
    IReadOnlyList<LossSetting> Settings => [];

    /// <summary>Whether it reads features alone, which teaches no classes.</summary>
    bool IsOfFeatures => false;

    /// <summary>Whether it is for labels of pixels only: regions and borders, which samples with one class have not.</summary>
    bool NeedsPixels => false;

    /// <summary>Whether it can weigh classes.</summary>
    bool WeighsClasses => false;

    /// <summary>Whether it can smooth labels.</summary>
    bool SmoothsLabels => false;

    /// <summary>Whether it can learn from mixed samples, which have two classes each.</summary>
    bool MixesLabels => false;

    /// <summary>
    /// The loss for one training: with that training's weights and smoothing where it follows them, and with a memory of its own where it has one.
    /// </summary>
    /// <param name="classWeights">One weight per class; <see langword="null"/> for equal ones.</param>
    /// <param name="labelSmoothing">Share of the target that is spread over all classes.</param>
    ILoss For(IReadOnlyList<float>? classWeights, double labelSmoothing) => this;

    /// <summary>The loss of a graph that is trained; what it remembers from batch to batch stays here.</summary>
    /// <param name="graph">The graph.</param>
    BoundLoss Bind(Graph graph);
}
