using Skylite.Inference.Scenes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="DescribeJob"/> is told about a model.</summary>
/// <param name="Model">An ONNX file from elsewhere.</param>
/// <param name="Out">The file to write.</param>
public sealed record DescribeOptions(string Model, string Out)
{
    /// <summary>What it does; <see langword="null"/> where its inputs and outputs tell.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>Whether its images, and answers for pixels, have the channels as their last axis.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Name of the output that is its answer; <see langword="null"/> for the first. All others go.</summary>
    public string? Output { get; init; }

    /// <summary>Names of the bands in the order of the input's channels, of one date; <see langword="null"/> for red, green and blue.</summary>
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>A usual normalisation of bytes; <see langword="null"/> where numbers say how the input is normalised.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Factor on raw values, before the mean is taken off; <see langword="null"/> for 1/255.</summary>
    public float? Scale { get; init; }

    /// <summary>Mean of each band after scaling, or one for all; <see langword="null"/> where a usual normalisation is named.</summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>Standard deviation of each band after scaling, or one for all; <see langword="null"/> where a usual normalisation is named.</summary>
    public IReadOnlyList<float>? StandardDeviation { get; init; }

    /// <summary>Raw value that marks missing pixels.</summary>
    public double? NoData { get; init; }

    /// <summary>Rows and columns of the input where the model leaves them open; <see langword="null"/> for usual ones.</summary>
    public int? Size { get; init; }

    /// <summary>Names of the classes in the order of the outputs, or a file of them; <see langword="null"/> for unchanged and changed.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>What the answers are; <see langword="null"/> where the last operator tells.</summary>
    public AnswerKind? Answers { get; init; }

    /// <summary>By which share of their side tiles should overlap in whole scenes; <see langword="null"/> for the usual one.</summary>
    public double? Overlap { get; init; }

    /// <summary>Side of the training imagery's pixels on the ground in metres; <see langword="null"/> where it is not known.</summary>
    public double? GroundSize { get; init; }
}
