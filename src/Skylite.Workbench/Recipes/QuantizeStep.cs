using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Quantization;

namespace Skylite.Workbench.Recipes;

/// <summary>Static int8: calibrates on training images and writes the form that ONNX Runtime runs in integers.</summary>
public sealed record QuantizeStep : IRecipeStep
{
    private const int BatchSize = 8;

    /// <inheritdoc/>
    public string Id => "quantize";

    /// <summary>The number type: <c>int8</c>.</summary>
    public string Type { get; init; } = "int8";

    /// <summary>Id of the calibration.</summary>
    public string Calibration { get; init; } = "percentile";

    /// <summary>Training images to calibrate on.</summary>
    public int Images { get; init; } = 256;

    /// <summary>Whether weight ranges of neighbouring layers are made equal first (for depthwise networks).</summary>
    public bool Equalize { get; init; } = true;

    /// <summary>Whether the shift that rounding causes is taken out of the biases afterwards.</summary>
    public bool CorrectBias { get; init; } = true;

    /// <summary>Whether weights take 7 bits, for processors without VNNI.</summary>
    public bool ReducedRange { get; init; }

    /// <summary>Nodes that stay in float.</summary>
    public IReadOnlyList<string> KeepFloat { get; init; } = [];

    /// <inheritdoc/>
    public string Describe() => $"quantise to {Type}, {Calibration} calibration on {Images} training images"
        + (Equalize ? ", equalised" : string.Empty) + (CorrectBias ? ", bias corrected" : string.Empty) + (ReducedRange ? ", reduced range" : string.Empty);

    /// <inheritdoc/>
    public void Run(Compression compression)
    {
        if (Type != "int8")
        {
            throw new ArgumentException(NearestNames.Describe("number type", Type, ["int8"]));
        }

        var options = new StaticQuantizationOptions { Calibration = Calibrations.Get(Calibration), ReducedRange = ReducedRange, KeepFloat = KeepFloat };
        var source = new RuntimeActivationSource(compression.PlainTrainingBatches(BatchSize), (Images + BatchSize - 1) / BatchSize);
        var model = compression.Model;
        if (Equalize)
        {
            compression.Progress.Show("equalising");
            model = CrossLayerEqualization.Run(model, source, cancellationToken: compression.Cancellation).Graph;
        }

        compression.Progress.Show("calibrating");
        var result = StaticQuantization.Run(model, source, options, cancellationToken: compression.Cancellation);
        compression.Model = result.Graph;
        if (CorrectBias)
        {
            compression.Progress.Show("correcting biases");
            compression.Model = BiasCorrection.Run(model, result.Graph, source, cancellationToken: compression.Cancellation);
        }

        compression.Progress.Say($"{result.Quantized.Count} layers in int8, {result.KeptFloat.Count} in float");
    }
}
