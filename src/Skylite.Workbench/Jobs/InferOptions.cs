using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Imagery.Tiling;
using Skylite.Inference.Augmentation;
using Skylite.Inference.Scenes;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="InferJob"/> is asked to do.</summary>
public sealed record InferOptions
{
    /// <summary>An ONNX file that was written by Skylite.</summary>
    public required string Model { get; init; }

    /// <summary>The scenes; for change detection in pairs, earlier date first.</summary>
    public required IReadOnlyList<string> Scenes { get; init; }

    /// <summary>The map, a <c>.tif</c>; or the folder of the maps.</summary>
    public required string Out { get; init; }

    /// <summary>The part of every scene (of two dates, of the first) that is mapped; null for the whole.</summary>
    public SceneBounds? Bounds { get; init; }

    /// <summary>What the model does, where its metadata does not say.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>Whether the model answers with logits or with probabilities; null takes what its metadata says, else what its last operator tells.</summary>
    public AnswerKind? Answers { get; init; }

    /// <summary>Of two classes, how probable the second must be at least to be taken, above 0 and below 1; null takes the most probable class.</summary>
    public double? Threshold { get; init; }

    /// <summary>Patches of fewer pixels of one class take the class of their largest neighbour; 0 keeps all.</summary>
    public int Sieve { get; init; }

    /// <summary>Whether polygons are written too.</summary>
    public bool Vector { get; init; }

    /// <summary>The GeoPackage of a single scene; null names it after the map.</summary>
    public string? VectorOut { get; init; }

    /// <summary>Smallest polygon in m².</summary>
    public double MinimumArea { get; init; }

    /// <summary>Largest distance by which outlines may be simplified, in units of the map's coordinates.</summary>
    public double Simplify { get; init; }

    /// <summary>Which probabilities are written too.</summary>
    public MapProbability Probability { get; init; }

    /// <summary>Side of the tiles in pixels; null takes what the model learnt with.</summary>
    public int? Tile { get; init; }

    /// <summary>Share of a tile that its neighbour covers too; null takes what the model says, else a quarter.</summary>
    public double? Overlap { get; init; }

    /// <summary>Views of every tile whose probabilities are averaged.</summary>
    public TestTimeAugmentation Augmentation { get; init; } = TestTimeAugmentation.None;

    /// <summary>How overlapping tiles are blended; null takes the usual window.</summary>
    public BlendWindow? Window { get; init; }

    /// <summary>Tiles of one run of the model, of which there are several at once; null chooses by their size.</summary>
    public int? Batch { get; init; }

    /// <summary>Threads of the model; null takes one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>The scene's bands in the order of the model's, by name or number; null finds them by name.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>The same of the second date; null takes <see cref="Bands"/> for both.</summary>
    public IReadOnlyList<string>? BandsOfSecond { get; init; }

    /// <summary>Factor on raw values before anything else.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Raw value that marks missing pixels, for scenes that do not say; NaN for none; null takes what the model says.</summary>
    public double? NoData { get; init; }

    /// <summary>Whether interrupted maps are continued and finished ones kept.</summary>
    public bool Resume { get; init; }

    /// <summary>The command as the user gave it, for the files' metadata; empty for none.</summary>
    public string Command { get; init; } = string.Empty;
}
