using Skylite.Imagery.Maps;
using Skylite.Imagery.Tiling;

namespace Skylite.Inference.Scenes;

/// <summary>Decides: the most probable class of each pixel, and how probable it is.</summary>
internal sealed class StripMaker(int classes, int bands, bool all)
{
    private float[] _best = [];

    /// <summary>Makes a strip of finished rows.</summary>
    public MapStrip Make(TileBlender blender, TilePanel panel, int number, int end)
    {
        int first = blender.NextRow;
        int rows = end - first;
        var strip = new MapStrip(panel.X, first, panel.Width, rows, number, bands);
        var winners = strip.Classes;
        var probabilities = strip.Probabilities;
        winners.Clear();
        _best = _best.Length == panel.Width ? _best : new float[panel.Width];
        var best = _best;
        for (int r = 0; r < rows; r++)
        {
            var row = winners.Slice(r * panel.Width, panel.Width);
            blender.Row(0, first + r).CopyTo(best);
            for (int c = 1; c < classes; c++)
            {
                var plane = blender.Row(c, first + r);
                for (int x = 0; x < row.Length; x++)
                {
                    if (plane[x] > best[x])
                    {
                        best[x] = plane[x];
                        row[x] = (byte)c;
                    }
                }
            }

            var valid = blender.Valid(first + r);
            for (int b = 0; b < bands; b++)
            {
                Quantize(all ? blender.Row(b, first + r) : best, valid, probabilities.Slice(((b * rows) + r) * panel.Width, panel.Width));
            }

            for (int x = 0; x < row.Length; x++)
            {
                row[x] = valid[x] == 0 ? MapLegend.NoData : row[x];
            }
        }

        return strip;
    }

    /// <summary>A probability as a byte, 1 to 255; 0 means no data.</summary>
    public static byte Quantize(float probability) => (byte)Math.Clamp((int)((probability * 255) + 0.5f), 1, 255);

    private static void Quantize(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> valid, Span<byte> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            target[x] = valid[x] == 0 ? (byte)0 : Quantize(probabilities[x]);
        }
    }
}
