using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery;

/// <summary>
/// How raw pixels become the input of a network: which bands in which order, what their numbers mean, and how they are normalised, <c>(raw · Scale − Mean) /
/// StandardDeviation</c>; where <see cref="Matched"/> says so, after each image was brought to the same mean and deviation. It travels with a model as the ONNX
/// metadata entry <see cref="MetadataKey"/>.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>Name of the ONNX metadata entry that holds <see cref="ToJson"/>.</summary>
    public const string MetadataKey = "skylite.preprocessing";

    /// <summary>Names of the bands in the order of the network's input channels (<c>red</c>, <c>green</c>, <c>blue</c>, or <c>B04</c> …).</summary>
    public required IReadOnlyList<string> Bands { get; init; }

    /// <summary>What a scaled value measures, for example <c>unit-interval</c>, <c>reflectance</c> or <c>digital-number</c>.</summary>
    public string Units { get; init; } = "unit-interval";

    /// <summary>Factor from the raw value to <see cref="Units"/>; 1/255 for bytes.</summary>
    public float Scale { get; init; } = 1f / 255f;

    /// <summary>Mean of each band after scaling.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Standard deviation of each band after scaling, positive.</summary>
    public required IReadOnlyList<float> StandardDeviation { get; init; }

    /// <summary>Rows of the network's input.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the network's input.</summary>
    public required int Width { get; init; }

    /// <summary>Raw value that marks missing pixels; they become 0 after normalisation (the band's mean). Null where there is none.</summary>
    public double? NoData { get; init; }

    /// <summary>
    /// Mean and deviation after scaling, over all bands together, that every image, and each date
    /// by itself, is brought to before it is normalised; null leaves images as they are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageMoments? Matched { get; init; }

    /// <summary>
    /// A sentence that warns where images of a pixel type are probably not what the model was
    /// trained on: bytes where it expects larger numbers, or the other way round.
    /// </summary>
    /// <param name="type">Pixel type of the images.</param>
    /// <returns>The sentence, or <see langword="null"/>.</returns>
    public string? DoubtAbout(GdalDataType type)
    {
        const float ForBytes = 1f / 255f;
        var suits = type == GdalDataType.Byte
            ? Scale < ForBytes * 0.99f ? "numbers above 255" : null
            : Math.Abs(Scale - ForBytes) < 1e-6f ? "bytes" : null;
        return suits is null
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"warning: the model multiplies raw values by {Scale:0.######}, as suits {suits}, and these images are of type {type}");
    }

    /// <summary>Normalisation of networks that were trained on ImageNet: red, green, blue bytes.</summary>
    /// <param name="height">Rows of the input.</param>
    /// <param name="width">Columns of the input.</param>
    /// <returns>The preprocessing.</returns>
    public static Preprocessing ImageNet(int height, int width) => new()
    {
        Bands = ["red", "green", "blue"],
        Mean = [0.485f, 0.456f, 0.406f],
        StandardDeviation = [0.229f, 0.224f, 0.225f],
        Height = height,
        Width = width,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>A valid preprocessing.</returns>
    /// <exception cref="InvalidDataException">The text is not such JSON, or its values contradict each other.</exception>
    public static Preprocessing FromJson(string json)
    {
        try
        {
            var read = JsonDefaults.Read(json, ImageNet(1, 1), ImageryJson.Default.Preprocessing)
                ?? throw new InvalidDataException($"The metadata '{MetadataKey}' is empty.");
            read.Validate();
            return read;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The metadata '{MetadataKey}' is not a preprocessing in JSON: {e.Message}", e);
        }
    }

    /// <summary>The preprocessing as one line of JSON.</summary>
    /// <returns>JSON that <see cref="FromJson"/> reads.</returns>
    /// <exception cref="InvalidDataException">The values contradict each other.</exception>
    public string ToJson()
    {
        Validate();
        return JsonSerializer.Serialize(this, ImageryJson.Default.Preprocessing);
    }

    /// <summary>Checks that the values fit together.</summary>
    /// <exception cref="InvalidDataException">They do not; the message says which and how.</exception>
    public void Validate()
    {
        var wrong =
            Bands.Count == 0 ? "it names no band"
            : Bands.Any(string.IsNullOrWhiteSpace) ? "a band has no name"
            : Bands.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Bands.Count ? $"a band is named twice ({string.Join(", ", Bands)})"
            : Mean.Count != Bands.Count ? $"it has {Mean.Count} means for {Bands.Count} bands"
            : StandardDeviation.Count != Bands.Count ? $"it has {StandardDeviation.Count} standard deviations for {Bands.Count} bands"
            : !Mean.All(float.IsFinite) ? "a mean is not a finite number"
            : !StandardDeviation.All(s => float.IsFinite(s) && s > 0) ? "a standard deviation is not a positive number (a constant band cannot be normalised)"
            : !(float.IsFinite(Scale) && Scale > 0) ? "its scale is not a positive number"
            : Matched is { } m && !(float.IsFinite(m.Mean) && float.IsFinite(m.Deviation) && m.Deviation >= 0)
                ? "the mean and deviation that images are matched to are no numbers"
            : Height < 1 || Width < 1 ? $"its size {Height} × {Width} is not positive"
            : null;
        if (wrong is not null)
        {
            throw new InvalidDataException($"The preprocessing is not usable: {wrong}.");
        }
    }

    /// <summary>The preprocessing of a network that takes only some of the bands.</summary>
    /// <param name="bands">Places of the bands in <see cref="Bands"/>, in the order of the new input.</param>
    public Preprocessing OfBands(IReadOnlyList<int> bands) => this with
    {
        Bands = [.. bands.Select(b => Bands[b])],
        Mean = [.. bands.Select(b => Mean[b])],
        StandardDeviation = [.. bands.Select(b => StandardDeviation[b])],
    };

    /// <summary>Compares by value, list element by list element.</summary>
    /// <param name="other">The other preprocessing.</param>
    /// <returns>Whether both mean the same.</returns>
    public bool Equals(Preprocessing? other) =>
        other is not null && Bands.SequenceEqual(other.Bands) && Units == other.Units && Scale.Equals(other.Scale)
        && Mean.SequenceEqual(other.Mean) && StandardDeviation.SequenceEqual(other.StandardDeviation)
        && Height == other.Height && Width == other.Width && Nullable.Equals(NoData, other.NoData) && Equals(Matched, other.Matched);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(string.Join(",", Bands), Units, Scale, Height, Width, NoData);
}
