using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>
/// How a scene's normalised values are distributed, from windows spread over it; a scene like the training's has means around 0 and spreads around 1.
/// </summary>
/// <param name="Name">What the user called the scene.</param>
/// <param name="Means">Mean of each channel.</param>
/// <param name="Deviations">Standard deviation of each channel.</param>
/// <param name="Pixels">Pixels with data that were seen.</param>
public sealed record SceneValues(string Name, IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, long Pixels)
{
    private const int Side = 64;
    private const int Grid = 5;

    // Means of other regions and seasons lie two or three deviations away, those of other units far beyond, or their spread is next to nothing.
    private const double Far = 5;
    private const double Narrow = 0.1;

    // Sentinel-2's 1000 that were added in January 2022 are 1 to 2 deviations; seasons do not raise all bands by as much.
    private const double Apart = 1;

    /// <summary>Samples a scene.</summary>
    /// <param name="scene">The scene.</param>
    public static SceneValues Of(RasterScene scene)
    {
        var width = Math.Min(Side, scene.Width);
        var height = Math.Min(Side, scene.Height);
        var count = width * height;
        var pixels = new float[scene.Channels * count];
        var valid = new byte[count];
        var bands = new BandTally[scene.Channels];
        for (var i = 0; i < Grid * Grid; i++)
        {
            var x = (int)((long)(scene.Width - width) * (i % Grid) / (Grid - 1));
            var y = (int)((long)(scene.Height - height) * (i / Grid) / (Grid - 1));
            scene.Read(new GdalWindow(x, y, width, height), pixels, valid);
            BandTally.Add(bands, pixels, valid);
        }

        return new SceneValues(scene.Name, [.. bands.Select(b => b.Mean)], [.. bands.Select(b => b.Deviation)], bands[0].Count);
    }

    /// <summary>A sentence that warns where the values are unlike those that a model was trained on; null where they may be.</summary>
    /// <param name="form">The model's preprocessing, by which the scene was read.</param>
    public string? DoubtAbout(Preprocessing form)
    {
        if (Pixels == 0)
        {
            return $"no sample of '{Name}' holds data: the map may be empty";
        }

        var worst = Enumerable.Range(0, Means.Count).MaxBy(c => Math.Abs(Means[c]));
        double Raw(int channel) => ((Means[channel] * form.StandardDeviation[channel]) + form.Mean[channel]) / form.Scale;
        var why = Math.Abs(Means[worst]) > Far
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(Means[worst]):0.#} standard deviations from the training's")
            : Deviations.All(d => d < Narrow) ? "and no band spreads by a tenth of what it did in training, from whose mean of" : null;
        return why is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the values of '{Name}' are unlike those the model was trained on: band {form.Bands[worst]} has a mean of {Raw(worst):0.####}, "
            + $"{why} {form.Mean[worst] / form.Scale:0.####}. Check its units and bit depth; --scale multiplies raw values before anything else");
    }

    /// <summary>
    /// A sentence that warns where all bands of a later date lie above or below those of an
    /// earlier one, as other units and processing make them; null where they do not.
    /// </summary>
    /// <param name="earlier">The earlier date, read by the same preprocessing.</param>
    /// <param name="form">That preprocessing.</param>
    public string? DoubtBeside(SceneValues earlier, Preprocessing form)
    {
        if (Pixels == 0 || earlier.Pixels == 0)
        {
            return null;
        }

        double[] differences = [.. Means.Zip(earlier.Means, (later, before) => later - before)];
        double[] raw = [.. differences.Zip(form.StandardDeviation, (d, deviation) => d * deviation / form.Scale)];
        return differences.All(d => d > Apart) || differences.All(d => d < -Apart)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"every band of '{Name}' lies far {(raw[0] > 0 ? "above" : "below")} that of '{earlier.Name}', by {raw.Min(Math.Abs):0.####} to "
                + $"{raw.Max(Math.Abs):0.####} in the mean: if units or processing differ (Sentinel-2 adds 1000 since January 2022), all will look changed")
            : null;
    }
}
