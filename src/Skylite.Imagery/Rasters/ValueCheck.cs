using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Rasters;

/// <summary>Looks whether a scene's values are like those that a model was trained on.</summary>
public static class ValueCheck
{
    private const int Side = 64;
    private const int Grid = 5;
    private const double Far = 5;

    /// <summary>Samples a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="form">The model's preprocessing.</param>
    /// <returns>A sentence that warns, or null.</returns>
    public static string? Describe(RasterScene scene, Preprocessing form)
    {
        int width = Math.Min(Side, scene.Width);
        int height = Math.Min(Side, scene.Height);
        int count = width * height;
        var pixels = new float[scene.Channels * count];
        var valid = new byte[count];
        var sums = new double[scene.Channels];
        long seen = 0;
        for (int i = 0; i < Grid * Grid; i++)
        {
            int x = (int)((long)(scene.Width - width) * (i % Grid) / (Grid - 1));
            int y = (int)((long)(scene.Height - height) * (i / Grid) / (Grid - 1));
            scene.Read(new GdalWindow(x, y, width, height), pixels, valid);
            for (int p = 0; p < count; p++)
            {
                if (valid[p] == 0)
                {
                    continue;
                }

                seen++;
                for (int c = 0; c < sums.Length; c++)
                {
                    sums[c] += pixels[(c * count) + p];
                }
            }
        }

        if (seen == 0)
        {
            return $"no sample of '{scene.Name}' holds data: the map may be empty";
        }

        int worst = Array.IndexOf(sums, sums.MaxBy(Math.Abs));
        double deviations = sums[worst] / seen;
        double raw = ((deviations * form.StandardDeviation[worst]) + form.Mean[worst]) / form.Scale;
        return Math.Abs(deviations) <= Far ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the values of '{scene.Name}' are unlike those the model was trained on: band {form.Bands[worst]} has a mean of {raw:0.####}, {Math.Abs(deviations):0.#} standard deviations from the training's {form.Mean[worst] / form.Scale:0.####}. Check its units and bit depth; --scale multiplies raw values before anything else");
    }
}
