using Skylite.Imagery.Rasters;
using Skylite.Imagery.Tiling;
using Skylite.Native.Gdal;

namespace Skylite.Inference.Scenes;

/// <summary>Reads tiles of one scene or of two dates; what reaches over an edge is reflected.</summary>
internal sealed class TileReader(SceneModel model, IReadOnlyList<RasterScene> scenes)
{
    private readonly byte[] _valid = new byte[model.Height * model.Width];

    /// <summary>Whether pixels may be missing.</summary>
    public bool HasGaps { get; } = scenes.Any(s => s.HasGaps);

    /// <summary>Adds a tile to a batch.</summary>
    public void Read(TileRequest tile, TileBatch batch)
    {
        var scene = scenes[0];
        var (height, width) = (Math.Min(model.Height, scene.Height - tile.Y), Math.Min(model.Width, scene.Width - tile.X));
        var window = new GdalWindow(tile.X, tile.Y, width, height);
        var valid = batch.ValidOf(batch.Count);
        for (var date = 0; date < scenes.Count; date++)
        {
            var pixels = batch.Date(date, batch.Count);
            scenes[date].Read(window, pixels, _valid);
            Reflection.Expand(pixels, model.Preprocessing.Bands.Count, (height, width), (model.Height, model.Width));
            if (date == 0)
            {
                _valid.CopyTo(valid);
                continue;
            }

            for (var i = 0; i < height * width; i++)
            {
                valid[i] &= _valid[i];
            }
        }

        var isEmpty = HasGaps && valid[..(height * width)].IndexOfAnyExcept((byte)0) < 0;
        Reflection.Expand(valid, 1, (height, width), (model.Height, model.Width));
        batch.Tiles.Add((tile, isEmpty ? -1 : batch.Count));
        batch.Count += isEmpty ? 0 : 1;
    }
}
