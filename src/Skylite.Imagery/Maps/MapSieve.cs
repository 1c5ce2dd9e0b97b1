using Skylite.Native.Gdal;

namespace Skylite.Imagery.Maps;

/// <summary>Gives patches of a map that are too small the class of their largest neighbour.</summary>
internal static class MapSieve
{
    /// <summary>Sieves a map into a file of its own: the rows that an interrupted run goes on with stay as the model gave them.</summary>
    /// <param name="map">What is written.</param>
    /// <param name="classes">The class of each pixel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The sieved classes; who gets them disposes them and removes their file.</returns>
    /// <exception cref="GdalException">The disk is full.</exception>
    public static RawRaster Run(MapWriterOptions map, RawRaster classes, CancellationToken cancellationToken)
    {
        var sieved = MapWriter.PartialFile(map.Out, "sieved");
        var (from, to) = (MapWriter.PartialFile(map.Out, "unsieved.vrt"), MapWriter.PartialFile(map.Out, "sieved.vrt"));
        RawRaster Open(bool keep) => new(sieved, map.Grid.Width, map.Grid.Height, 1, keep);
        try
        {
            using (var empty = Open(keep: false))
            {
                empty.Clear();
            }

            RawRasterView.WritePlain(from, classes.Path, map.Grid);
            RawRasterView.WritePlain(to, sieved, map.Grid);
            using (var source = GdalDataset.Open(from, sidecars: false))
            using (var target = GdalDataset.OpenForUpdate(to))
            {
                GdalSieve.Run(source, target, 1, map.Sieve, cancellationToken);
            }

            return Open(keep: true);
        }
        catch
        {
            File.Delete(sieved);
            throw;
        }
        finally
        {
            File.Delete(from);
            File.Delete(to);
        }
    }
}
