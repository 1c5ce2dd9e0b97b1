namespace Skylite.Native.Gdal;

/// <summary>Coordinate reference systems as texts.</summary>
public static unsafe class GdalSpatialReference
{
    // x before y, longitude before latitude, whatever the authority says.
    private const int Traditional = 0;

    /// <summary>The WKT of a coordinate reference system.</summary>
    /// <param name="definition">Anything GDAL understands: <c>EPSG:32633</c>, WKT, a PROJ string.</param>
    /// <returns>Well-known text.</returns>
    /// <exception cref="GdalException">GDAL does not understand the definition.</exception>
    public static string ToWkt(string definition)
    {
        var api = GdalLibrary.Api;
        var reference = Parse(definition);
        try
        {
            byte* wkt = null;
            if (api.ExportToWkt(reference, &wkt) != 0)
            {
                throw GdalLibrary.Error($"'{definition}' cannot be written as well-known text");
            }

            var result = NativeText.Read(wkt);
            api.Free(wkt);
            return result;
        }
        finally
        {
            api.DestroySpatialReference(reference);
        }
    }

    /// <summary>What a coordinate reference system is called, and what its units are on the ground.</summary>
    /// <param name="definition">Anything GDAL understands.</param>
    /// <returns>Name, kind, units, ellipsoid.</returns>
    /// <exception cref="GdalException">GDAL does not understand the definition.</exception>
    public static GdalCrs Describe(string definition)
    {
        var api = GdalLibrary.Api;
        var reference = Parse(definition);
        try
        {
            var authority = NativeText.Read(api.GetAuthorityName(reference, null));
            var code = NativeText.Read(api.GetAuthorityCode(reference, null));
            var name = NativeText.Read(api.GetName(reference));
            int error;
            return new GdalCrs(
                code.Length > 0 ? $"{authority}:{code}" : name.Length > 0 ? name : "an unnamed coordinate reference system",
                api.IsGeographic(reference) != 0,
                api.GetAngularUnits(reference, null),
                api.GetLinearUnits(reference, null),
                api.GetSemiMajor(reference, &error),
                api.GetInvFlattening(reference, &error));
        }
        finally
        {
            api.DestroySpatialReference(reference);
        }
    }

    /// <summary>Whether two definitions mean the same coordinate reference system.</summary>
    /// <param name="first">Anything GDAL understands.</param>
    /// <param name="second">Anything GDAL understands.</param>
    /// <exception cref="GdalException">GDAL does not understand one of them.</exception>
    public static bool AreSame(string first, string second)
    {
        if (first == second)
        {
            return true;
        }

        var api = GdalLibrary.Api;
        var one = Parse(first);
        try
        {
            var other = Parse(second);
            var same = api.IsSame(one, other) != 0;
            api.DestroySpatialReference(other);
            return same;
        }
        finally
        {
            api.DestroySpatialReference(one);
        }
    }

    /// <summary>Turns projected coordinates into longitude and latitude on the same ellipsoid.</summary>
    /// <param name="definition">A projected system, as anything GDAL understands.</param>
    /// <param name="x">Coordinates to the east; become longitudes in radians, not-a-number where a place has none.</param>
    /// <param name="y">As many coordinates to the north; become latitudes.</param>
    /// <returns>Whether there is a way; if not, nothing is changed.</returns>
    /// <exception cref="GdalException">GDAL does not understand the definition.</exception>
    public static bool ToGeographic(string definition, Span<double> x, Span<double> y)
    {
        var api = GdalLibrary.Api;
        var projected = Parse(definition);
        var geographic = api.IsProjected(projected) != 0 ? api.CloneGeographic(projected) : 0;
        nint way = 0;
        try
        {
            if (geographic == 0)
            {
                return false;
            }

            api.SetAxisOrder(projected, Traditional);
            api.SetAxisOrder(geographic, Traditional);
            way = api.NewCoordinateTransformation(projected, geographic);
            if (way == 0)
            {
                return false;
            }

            var (z, known) = (new double[x.Length], new int[x.Length]);
            fixed (double* px = x, py = y, pz = z)
            fixed (int* success = known)
            {
                _ = api.TransformCoordinates(way, x.Length, px, py, pz, success);
            }

            var unit = api.GetAngularUnits(geographic, null);
            for (var i = 0; i < x.Length; i++)
            {
                (x[i], y[i]) = known[i] != 0 ? (x[i] * unit, y[i] * unit) : (double.NaN, double.NaN);
            }

            return true;
        }
        finally
        {
            if (way != 0)
            {
                api.DestroyCoordinateTransformation(way);
            }

            if (geographic != 0)
            {
                api.DestroySpatialReference(geographic);
            }

            api.DestroySpatialReference(projected);
        }
    }

    internal static nint Parse(string definition)
    {
        var api = GdalLibrary.Api;
        using var text = new NativeText(definition);
        api.ErrorReset();
        var reference = api.NewSpatialReference(null);
        if (api.SetFromUserInput(reference, text.First) == 0)
        {
            return reference;
        }

        api.DestroySpatialReference(reference);
        throw GdalLibrary.Error($"'{definition}' is not a coordinate reference system that GDAL knows");
    }
}
