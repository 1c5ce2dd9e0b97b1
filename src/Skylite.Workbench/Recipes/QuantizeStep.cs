using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Quantization;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Recipes;

/// <summary>Static int8: calibrates on training images and writes the form that ONNX Runtime runs in integers.</summary>
public sealed record QuantizeStep : IRecipeStep
{
    private const int BatchSize = 8;
    private const int Named = 8;

    private string _samples = "images";

    /// <inheritdoc/>
    public string Id => "quantize";

    /// <inheritdoc/>
    public bool IsLast => true;

    /// <summary>The number type: <c>int8</c>.</summary>
    public string Type
    {
        get;
        init => field = value == "int8" ? value : throw new ArgumentException(NearestNames.Describe("number type", value, ["int8"]));
    } = "int8";

    /// <summary>
    /// Id of the calibration, or <see cref="Calibrations.Best"/>: all are tried, and the one whose outputs are nearest to those of the float model is kept.
    /// </summary>
    public string Calibration
    {
        get;
        init
        {
            Calibrations.Named(value);
            field = value;
        }
    }

    = "percentile";

    /// <summary>Training images, or tiles of them, to calibrate on at most.</summary>
    public int Images { get; init => field = SettingRanges.Positive(value, "images to calibrate on"); } = 128;

    /// <summary>Whether weight ranges of neighbouring layers are made equal first; <see langword="null"/> tries both ways and keeps the better one.</summary>
    public bool? Equalize { get; init; }

    /// <summary>Whether the shift that rounding causes is taken out of the biases afterwards.</summary>
    public bool CorrectBias { get; init; } = true;

    /// <summary>Signal to noise ratio of the outputs in decibels below which the most sensitive layers stay float.</summary>
    public double? MinimumSqnr { get; init; }

    /// <summary>Whether weights take 7 bits, for processors without VNNI.</summary>
    public bool ReducedRange { get; init; }

    /// <summary>Nodes that stay in float.</summary>
    public IReadOnlyList<string> KeepFloat { get; init; } = [];

    /// <inheritdoc/>
    public IRecipeStep On(ITaskData data) => this with
    {
        Images = Math.Min(Images, data.Samples(SplitPart.Train)),
        _samples = data.Facts.Task == ModelTask.SceneClassification ? "images" : "tiles",
    };

    /// <inheritdoc/>
    public string Describe() =>
        $"quantise to {Type}, {(Calibration == Calibrations.Best ? "the best of all calibrations" : $"{Calibration} calibration")} "
        + Invariant($"on {Images} training {_samples}")
        + (CorrectBias ? ", bias corrected" : string.Empty) + (ReducedRange ? ", reduced range" : string.Empty);

    private StaticQuantizationOptions Static => new() { ReducedRange = ReducedRange, KeepFloat = KeepFloat };

    /// <inheritdoc/>
    public void Check(Graph given) => StaticQuantization.Check(given, Static);

    /// <inheritdoc/>
    public void Run(RecipeState state)
    {
        var options = new PostTrainingQuantizationOptions
        {
            Static = Static,
            Calibrations = Calibrations.Named(Calibration),
            Equalize = Equalize,
            CorrectBias = CorrectBias,
            MinimumSqnr = MinimumSqnr,
        };
        var source = new RuntimeActivationSource(state.PlainTrainingBatches(BatchSize), Images, state.Session);
        var result = PostTrainingQuantization.Run(state.Model, source, options, state.Progress.Lines(), state.Cancellation);
        state.Model = result.Graph;
        state.KeptFloat = result.KeptFloat;
        var kept = result.KeptFloat.Count == 0
            ? string.Empty
            : $" ({string.Join(", ", result.KeptFloat.Take(Named))}{(result.KeptFloat.Count > Named ? ", …" : string.Empty)})";
        state.Progress.Say(
            Invariant($"{result.Quantized.Count} layers in int8")
            + (Calibration == Calibrations.Best ? $", {result.Calibration.Id} calibration" : string.Empty)
            + (result.Equalized ? ", equalised" : string.Empty) + (result.DatesAlike ? ", both dates alike" : string.Empty)
            + Invariant($", {result.KeptFloat.Count} in float{kept}; ")
            + Invariant($"the outputs' signal to quantisation noise ratio is {result.Sqnr:0.0} dB on the {Images} calibration {_samples}"));
    }
}
