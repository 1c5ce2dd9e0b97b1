using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>The pixels of a map of classes, whatever type they are stored in.</summary>
/// <param name="map">The map, one band.</param>
/// <param name="file">Its file, for errors.</param>
internal sealed class MapPixels(GdalDataset map, string file)
{
    /// <summary>What a pixel without a class is.</summary>
    public const int None = -1;

    // 254 would be a class too many, and 255 marks pixels without data.
    private const int HighestClass = MapLegend.NoData - 2;
    private const int StripPixels = 1 << 22;

    private readonly float _noData = (float)(map.Bands[0].NoData ?? MapLegend.NoData);
    private readonly bool _hasMask = map.HasMask(1);

    /// <summary>The class that 255 stands for in masks of 0 and 255; null where it is no class.</summary>
    public int? White { get; init; }

    /// <summary>Whether all pixels are 0 or 255, some of them 255, and the file does not say that these are missing.</summary>
    /// <param name="map">The mask.</param>
    /// <param name="cancellation">Stops between strips.</param>
    public static bool AreBlackAndWhite(GdalDataset map, CancellationToken cancellation)
    {
        if (map.Bands[0].NoData == MapLegend.NoData || map.HasMask(1))
        {
            return false;
        }

        var hasWhite = false;
        foreach (var strip in Strips(map.Width, map.Height))
        {
            cancellation.ThrowIfCancellationRequested();
            var values = new float[strip.Width * strip.Height];
            map.Read(values.AsSpan(), new GdalReadOptions { Window = strip, Bands = [1] });
            if (values.AsSpan().IndexOfAnyExcept(0, MapLegend.NoData) >= 0)
            {
                return false;
            }

            hasWhite = hasWhite || values.AsSpan().Contains(MapLegend.NoData);
        }

        return hasWhite;
    }

    /// <summary>A map in strips of about four million pixels.</summary>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    public static IEnumerable<GdalWindow> Strips(int width, int height) => new GdalWindow(0, 0, width, height).Strips(Math.Max(1, StripPixels / width));

    /// <summary>The whole map at another size.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>Values, row after row.</returns>
    /// <exception cref="InvalidDataException">A value is no class.</exception>
    public int[] Read(int width, int height) => Read(new GdalWindow(0, 0, map.Width, map.Height), width, height);

    /// <summary>A part of the map as it is.</summary>
    /// <param name="window">The part.</param>
    /// <returns>Values, row after row.</returns>
    /// <exception cref="InvalidDataException">A value is no class.</exception>
    public int[] Read(GdalWindow window) => Read(window, window.Width, window.Height);

    private int[] Read(GdalWindow window, int width, int height)
    {
        var (values, mask) = (new float[width * height], new byte[width * height]);
        map.Read(values.AsSpan(), new GdalReadOptions { Window = window, Width = width, Height = height, Bands = [1] });
        if (_hasMask)
        {
            map.ReadMask(1, window, mask, width, height);
        }
        else
        {
            Array.Fill(mask, byte.MaxValue);
        }

        var pixels = new int[values.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = mask[i] == 0 ? None : ClassOf(values[i]);
        }

        return pixels;
    }

    private int ClassOf(float value) => value == MapLegend.NoData && White is { } white ? white
        : value == _noData || value == MapLegend.NoData || float.IsNaN(value) ? None
        : value is >= 0 and <= HighestClass && (int)value == value ? (int)value
        : throw new InvalidDataException(
            Invariant($"'{file}' is no map of classes: it holds the value {value}, and classes are whole numbers from 0 to {HighestClass}. ")
            + "Give maps as 'infer' writes them, or masks of class numbers.");
}
