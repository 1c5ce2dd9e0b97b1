using Skylite.Imagery.Tiling;

namespace Skylite.Inference.Scenes;

/// <summary>How a <see cref="SceneInference"/> works.</summary>
public sealed record SceneInferenceOptions
{
    /// <summary>Share of a tile that its neighbour covers too, 0 to 0.9.</summary>
    public double Overlap { get; init; } = TileAxis.UsualOverlap;

    /// <summary>How overlapping tiles are blended.</summary>
    public BlendWindow Window { get; init; } = BlendWindow.Usual;

    /// <summary>How a class is chosen by the blended probabilities.</summary>
    public ClassDecision Decision { get; init; }

    /// <summary>Tiles of one run of the model; null chooses by their size.</summary>
    public int? Batch { get; init; }

    /// <summary>Runs of the model at the same time, 1 or more.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>
    /// Where an interrupted run stopped: rows before <see cref="ScenePosition.Row"/> of that panel, and all panels before it, are not worked on again.
    /// </summary>
    public ScenePosition Begin { get; init; }
}
