using Skylite.Imagery.Tiling;

namespace Skylite.Inference.Scenes;

/// <summary>How a <see cref="SceneInference"/> works.</summary>
public sealed record SceneInferenceOptions
{
    /// <summary>The tiles and their blending; tile size and planes are the model's.</summary>
    public double Overlap { get; init; } = 0.25;

    /// <summary>How overlapping tiles are blended.</summary>
    public BlendWindow Window { get; init; } = BlendWindow.Cosine;

    /// <summary>Tiles that are run at once; null chooses by their size.</summary>
    public int? Batch { get; init; }

    /// <summary>Bytes that blending may take.</summary>
    public long Memory { get; init; } = 256L << 20;

    /// <summary>Where an interrupted run stopped: rows before <see cref="ScenePosition.Row"/> of that panel, and all panels before it, are not worked on again.</summary>
    public ScenePosition Begin { get; init; }
}
