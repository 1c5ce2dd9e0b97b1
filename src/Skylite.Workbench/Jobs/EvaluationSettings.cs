using Skylite.Imagery;
using Skylite.Imagery.Tiling;
using Skylite.Inference;
using Skylite.Inference.Augmentation;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>How a model is run and its answers are decided when it is evaluated.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Views of every sample whose probabilities are averaged; the figures say so.</summary>
    public TestTimeAugmentation Augmentation { get; init; } = TestTimeAugmentation.None;

    /// <summary>
    /// Of two classes, how probable the second must be at least to be taken, above 0 and below 1; <see langword="null"/> takes the most probable class.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>
    /// Share of a tile that its neighbour covers too, 0 to 0.9: probabilities are blended as in maps of scenes. 0 lays tiles side by side. For pixels.
    /// </summary>
    public double Overlap { get; init; }

    /// <summary>
    /// Side of the tiles in pixels that the model is run over, such as whole images at once; <see langword="null"/> takes those it learnt with. For pixels.
    /// </summary>
    public int? Tile { get; init; }

    /// <summary>Threads of ONNX Runtime; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>How a class is chosen.</summary>
    public ClassDecision Decision => new(Threshold);

    /// <summary>The views of a model's samples; <see langword="null"/> where each is run once.</summary>
    /// <param name="model">The model.</param>
    public AugmentedRun? ViewsFor(ModelSession model) => Augmentation.IsActive ? AugmentedRun.Of(Augmentation, model.Answers) : null;

    /// <summary>How pixels become the input of tiles of this size.</summary>
    /// <param name="form">How they become the model's.</param>
    public Preprocessing FormOf(Preprocessing form) => Tile is { } side ? form with { Height = side, Width = side } : form;

    /// <summary>Checks the settings for a model, before its data is looked at.</summary>
    /// <param name="model">Its file, for errors.</param>
    /// <param name="task">What it does.</param>
    /// <param name="classes">Its classes.</param>
    /// <exception cref="ArgumentException">A number is out of range, or not for such a model.</exception>
    public void Require(string model, ModelTask task, IReadOnlyList<string> classes)
    {
        Decision.Require(model, classes);
        TileAxis.RequireOverlap(Overlap, "--overlap");
        var forTiles = Overlap > 0 ? "--overlap" : Tile is not null ? "--tile" : null;
        if (forTiles is not null && task == ModelTask.SceneClassification)
        {
            throw new ArgumentException(
                $"{forTiles} is about tiles in which every pixel has a class; images of scenes are classified as wholes. Leave it out.");
        }
    }
}
