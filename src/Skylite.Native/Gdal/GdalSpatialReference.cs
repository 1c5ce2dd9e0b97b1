namespace Skylite.Native.Gdal;

/// <summary>Coordinate reference systems as texts.</summary>
public static unsafe class GdalSpatialReference
{
    /// <summary>The WKT of a coordinate reference system.</summary>
    /// <param name="definition">Anything GDAL understands: <c>EPSG:32633</c>, WKT, a PROJ string.</param>
    /// <returns>Well-known text.</returns>
    /// <exception cref="GdalException">GDAL does not understand the definition.</exception>
    public static string ToWkt(string definition)
    {
        var api = GdalLibrary.Api;
        using var text = new NativeText(definition);
        api.ErrorReset();
        nint reference = api.NewSpatialReference(null);
        try
        {
            byte* wkt = null;
            if (api.SetFromUserInput(reference, text.First) != 0 || api.ExportToWkt(reference, &wkt) != 0)
            {
                throw GdalLibrary.Error($"'{definition}' is not a coordinate reference system that GDAL knows");
            }

            string result = NativeText.Read(wkt);
            api.Free(wkt);
            return result;
        }
        finally
        {
            api.DestroySpatialReference(reference);
        }
    }
}
