using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary>A file with one layer of polygons (GeoPackage). One thread at a time may use it.</summary>
public sealed unsafe class GdalVector : SafeHandle
{
    private const uint OpenVector = 0x04 | 0x40;
    private const int PolygonGeometry = 3;
    private const int FeaturesPerTransaction = 20_000;
    private const int LittleEndian = 1;

    // GDAL's classes of errors from here on are failures.
    private const int Failure = 3;

    // Without a system, the driver would call any coordinates geographic; by this name it knows those of a plane.
    private const string Plane = "LOCAL_CS[\"Undefined Cartesian SRS\",UNIT[\"Meter\",1]]";

    private readonly string _path;
    private readonly bool _isWritable;
    private int _pending;
    private bool _isOpen;

    private GdalVector(nint handle, string path, bool isWritable, IReadOnlyList<GdalField> fields)
        : base(0, ownsHandle: true)
    {
        SetHandle(handle);
        (_path, _isWritable, Fields) = (path, isWritable, fields);
    }

    /// <summary>The fields of the layer.</summary>
    public IReadOnlyList<GdalField> Fields { get; private set; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    internal nint Layer { get; private set; }

    /// <summary>Creates a GeoPackage with one layer of polygons.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="crs">The coordinate reference system as anything GDAL understands, or the empty text for a plane that nobody knows.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="indexed">Whether polygons can be found by place; a file that is read once from end to end needs no index.</param>
    /// <returns>The file; dispose it to complete it.</returns>
    /// <exception cref="GdalException">The file cannot be created.</exception>
    public static GdalVector Create(string path, string layer, string crs, IReadOnlyList<GdalField> fields, bool indexed = true)
    {
        File.Delete(path);
        var (api, ogr) = (GdalLibrary.Api, GdalLibrary.Vectors);
        using var texts = new NativeText("GPKG", path, layer);
        // The ending may be one of a partial file, on which the driver only remarks.
        using var none = new NativeText();
        using var layerOptions = indexed ? new NativeText() : new NativeText("SPATIAL_INDEX=NO");
        api.ErrorReset();
        var driver = api.GetDriverByName(texts.List[0]);
        var file = driver == 0 ? 0 : api.Create(driver, texts.List[1], 0, 0, 0, 0, none.List);
        if (file == 0)
        {
            throw GdalLibrary.WriteError($"'{path}' cannot be created as a GeoPackage", path);
        }

        var vector = new GdalVector(file, path, isWritable: true, fields);
        nint reference = 0;
        try
        {
            reference = GdalSpatialReference.Parse(crs.Length == 0 ? Plane : crs);
            vector.Layer = ogr.CreateLayer(file, texts.List[2], reference, PolygonGeometry, layerOptions.List);
            vector.Require(vector.Layer != 0);
            foreach (var field in fields)
            {
                using var name = new NativeText(field.Name);
                var definition = ogr.CreateFieldDefinition(name.First, (int)field.Type);
                var created = ogr.CreateField(vector.Layer, definition, 1) == 0;
                ogr.DestroyFieldDefinition(definition);
                vector.Require(created);
            }

            return vector;
        }
        catch
        {
            vector.Dispose();
            throw;
        }
        finally
        {
            if (reference != 0)
            {
                api.DestroySpatialReference(reference);
            }
        }
    }

    /// <summary>Opens a file that <see cref="Create"/> wrote, or any that GDAL reads, at its first layer.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file; dispose it.</returns>
    /// <exception cref="GdalException">The file is missing or has no layer.</exception>
    public static GdalVector Open(string path)
    {
        var (api, ogr) = (GdalLibrary.Api, GdalLibrary.Vectors);
        using var text = new NativeText(path);
        api.ErrorReset();
        var file = api.OpenEx(text.First, OpenVector, null, null, null);
        if (file == 0)
        {
            throw GdalLibrary.Error($"'{path}' cannot be opened as vectors");
        }

        var vector = new GdalVector(file, path, isWritable: false, []) { Layer = ogr.GetLayer(file, 0) };
        if (vector.Layer == 0)
        {
            vector.Dispose();
            throw new GdalException($"'{path}' has no layer.");
        }

        vector.Fields = OgrFields.Read(vector.Layer);
        ogr.ResetReading(vector.Layer);
        return vector;
    }

    /// <summary>Name of the coordinate reference system, or the empty text.</summary>
    public string ReferenceName
    {
        get
        {
            var reference = GdalLibrary.Vectors.GetSpatialReference(Layer);
            return reference == 0 ? string.Empty : NativeText.Read(GdalLibrary.Api.GetName(reference));
        }
    }

    /// <summary>Entries beside the polygons: what the file was made of, and how.</summary>
    /// <exception cref="GdalException">The file takes none.</exception>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get => GdalMetadata.Read(handle);
        set
        {
            GdalLibrary.Api.ErrorReset();
            Require(GdalMetadata.Write(handle, value));
        }
    }

    /// <summary>Writes a feature.</summary>
    /// <param name="wkb">Its geometry as well-known binary.</param>
    /// <param name="values">One value for each field.</param>
    /// <param name="simplify">
    /// Largest distance by which a simplified outline may leave the given one, in units of the coordinates; 0 keeps every vertex.
    /// </param>
    /// <exception cref="GdalException">The geometry is not well-known binary, or the disk is full.</exception>
    public void Write(ReadOnlySpan<byte> wkb, IReadOnlyList<object> values, double simplify = 0)
    {
        var ogr = GdalLibrary.Vectors;
        GdalLibrary.Api.ErrorReset();
        if (_pending == 0)
        {
            Begin();
        }

        var feature = ogr.NewFeature(ogr.GetLayerDefinition(Layer));
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                OgrFields.Set(feature, i, values[i]);
            }

            _ = ogr.SetGeometryDirectly(feature, Geometry(wkb, simplify));
            Require(ogr.CreateFeature(Layer, feature) == 0);
        }
        finally
        {
            ogr.DestroyFeature(feature);
        }

        _pending++;
        if (_pending == FeaturesPerTransaction)
        {
            Commit();
        }
    }

    /// <summary>Begins a transaction, which <see cref="Commit"/> ends; without one, the file waits for the disk at every feature.</summary>
    internal void Begin()
    {
        Require(GdalLibrary.Vectors.StartTransaction(handle, 0) == 0);
        _isOpen = true;
    }

    /// <summary>Reads the next feature.</summary>
    /// <returns>The feature, or null after the last.</returns>
    public GdalFeature? Read()
    {
        var ogr = GdalLibrary.Vectors;
        GdalLibrary.Api.ErrorReset();
        var feature = ogr.GetNextFeature(Layer);
        if (feature == 0)
        {
            // None is also what a file that cannot be read on gives.
            Require(GdalLibrary.Api.GetLastErrorType() < Failure);
            return null;
        }

        try
        {
            var geometry = ogr.GetGeometry(feature);
            var wkb = new byte[geometry == 0 ? 0 : ogr.WkbSize(geometry)];
            fixed (byte* bytes = wkb)
            {
                if (geometry != 0)
                {
                    _ = ogr.ExportToWkb(geometry, LittleEndian, bytes);
                }
            }

            return new GdalFeature([.. Fields.Select((f, i) => OgrFields.Get(feature, i, f.Type))], wkb);
        }
        finally
        {
            ogr.DestroyFeature(feature);
        }
    }

    /// <summary>Writes what is not yet in the file.</summary>
    /// <exception cref="GdalException">The disk is full.</exception>
    public void Commit()
    {
        if (_isOpen)
        {
            (_isOpen, _pending) = (false, 0);
            Require(GdalLibrary.Vectors.CommitTransaction(handle) == 0);
        }
    }

    /// <summary>Writes what is not yet in the file and what is only written at the end: indices, extents, counts.</summary>
    /// <exception cref="GdalException">The disk is full.</exception>
    public void Finish()
    {
        Commit();
        GdalLibrary.Api.ErrorReset();
        GdalLibrary.Api.FlushCache(handle);
        Require(GdalLibrary.Api.GetLastErrorType() < Failure);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (_isWritable && _isOpen)
        {
            _ = GdalLibrary.Vectors.CommitTransaction(handle);
        }

        GdalLibrary.Api.Close(handle);
        return true;
    }

    private nint Geometry(ReadOnlySpan<byte> wkb, double simplify)
    {
        var ogr = GdalLibrary.Vectors;
        nint geometry;
        fixed (byte* bytes = wkb)
        {
            Require(ogr.CreateFromWkb(bytes, 0, &geometry, wkb.Length) == 0);
        }

        var simple = simplify > 0 ? ogr.Simplify(geometry, simplify) : 0;
        if (simple == 0)
        {
            return geometry;
        }

        ogr.DestroyGeometry(geometry);
        return simple;
    }

    private void Require(bool holds)
    {
        if (!holds)
        {
            throw GdalLibrary.WriteError($"'{_path}' cannot be written", _path);
        }
    }
}
