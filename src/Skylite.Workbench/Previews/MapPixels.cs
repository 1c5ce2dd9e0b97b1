using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Previews;

/// <summary>The pixels of a map of classes.</summary>
/// <param name="map">The map, one band of bytes.</param>
internal sealed class MapPixels(GdalDataset map)
{
    /// <summary>What a pixel without a class is.</summary>
    public const int None = -1;

    private readonly double _noData = map.Bands[0].NoData ?? MapLegend.NoData;
    private readonly bool _hasMask = map.HasMask(1);

    /// <summary>The whole map at another size.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>Values, row after row.</returns>
    public int[] Read(int width, int height) => Read(new GdalWindow(0, 0, map.Width, map.Height), width, height);

    /// <summary>A part of the map as it is.</summary>
    /// <param name="window">The part.</param>
    /// <returns>Values, row after row.</returns>
    public int[] Read(GdalWindow window) => Read(window, window.Width, window.Height);

    private int[] Read(GdalWindow window, int width, int height)
    {
        var (values, mask) = (new byte[width * height], new byte[width * height]);
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
            pixels[i] = mask[i] == 0 || values[i] == _noData ? None : values[i];
        }

        return pixels;
    }
}
